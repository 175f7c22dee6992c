import fc from 'fast-check';
import { isolatedGroup } from './__testUtils__/attacker';
import {
  organisation,
  organisations,
  range,
} from './__testUtils__/organisations';
import { planTree, TreeInput } from './planTree';
import { publishParts } from './publishParts';
import { publishTree } from './publishTree';

/** Team → part → how many people contribute to it; people are new in every team. */
type Chart = Record<string, { in?: string; parts: Record<string, number> }>;

/** Published parts of every team as "part+part: people". */
function partsOf(chart: Chart) {
  const partKeys = [
    ...new Set(Object.values(chart).flatMap(team => Object.keys(team.parts))),
  ].sort();
  let person = 0;
  const parts: number[] = [];
  const input = organisation(
    Object.fromEntries(
      Object.entries(chart).map(([key, team]) => [
        key,
        {
          in: team.in,
          people: Object.entries(team.parts).flatMap(([part, count]) =>
            range(1, count).map(() => {
              parts.push(partKeys.indexOf(part));
              person += 1;
              return person;
            }),
          ),
        },
      ]),
    ),
  );
  const published = publishParts(planTree(input), {
    partKeys,
    memberships: parts.map((_, i) => i),
    parts,
  });
  return Object.fromEntries(
    input.teamKeys.map((key, team) => [
      key,
      published
        .team(team)
        .map(
          block =>
            `${block.parts.map(part => partKeys[part]).join('+')}: ${
              block.people
            }`,
        )
        .join(', '),
    ]),
  );
}

interface Breakdown {
  input: TreeInput;
  partCount: number;
  memberships: number[];
  parts: number[];
}

function breakdowns(perMembership: {
  minLength: number;
  maxLength: number;
}): fc.Arbitrary<Breakdown> {
  return organisations({ maxTeams: 6, maxPeople: 12, maxMemberships: 14 })
    .chain(input =>
      fc.record({
        input: fc.constant(input),
        lists: fc.array(fc.uniqueArray(fc.nat(3), perMembership), {
          minLength: input.teams.length,
          maxLength: input.teams.length,
        }),
      }),
    )
    .map(({ input, lists }) => {
      const entries = lists.flatMap((list, membership) =>
        list.map(part => ({ membership, part })),
      );
      return {
        input,
        partCount: 4,
        memberships: entries.map(entry => entry.membership),
        parts: entries.map(entry => entry.part),
      };
    });
}

/** Publishes one amount per contribution, so that a part's amounts say which contributions are in it. */
function contentsOf({ input, partCount, memberships, parts }: Breakdown) {
  const plan = planTree(input);
  const published = publishParts(plan, {
    partKeys: range(1, partCount).map(part => `part-${part}`),
    memberships,
    parts,
    amounts: parts.map((_, i) => parts.map((__, j) => (i === j ? 1 : 0))),
  });
  const blocks = plan.teamKeys.flatMap((_, team) =>
    published.team(team).map(block => ({ team, ...block })),
  );
  // Totals are published with the tree: what each team adds to its children, over all its people.
  const totals = plan.teamKeys.map((_, team) =>
    memberships.map(membership => (plan.rowOf[membership] === team ? 1 : 0)),
  );
  const owners = memberships.map(membership => plan.personOf[membership]);
  return { plan, published, blocks, totals, owners };
}

describe('publishParts', () => {
  it.each<[string, Chart, Record<string, string>]>([
    [
      'parts with enough people stand alone',
      { a: { parts: { x: 5, y: 6 } } },
      { a: 'x: 5, y: 6' },
    ],
    [
      'small parts are pooled',
      { a: { parts: { x: 9, y: 3, z: 2 } } },
      { a: 'x: 9, y+z: 5' },
    ],
    [
      'the next smallest part joins a pool that is too small',
      { a: { parts: { x: 9, y: 6, z: 2 } } },
      { a: 'x: 9, y+z: 8' },
    ],
    [
      'ties join by name',
      { a: { parts: { z: 1, y: 6, x: 6 } } },
      { a: 'y: 6, x+z: 7' },
    ],
    [
      'nobody in a part is not told either',
      { a: { parts: { x: 9, y: 6, z: 0 } } },
      { a: 'x: 9, y+z: 6' },
    ],
    [
      'a team in which all is small shows all as one',
      { a: { parts: { x: 3, y: 4 } } },
      { a: 'x+y: 7' },
    ],
    ['a hidden team shows nothing', { a: { parts: { x: 3 } } }, { a: '' }],
    [
      'a parent shows what its children could not',
      {
        p: { parts: {} },
        a: { in: 'p', parts: { x: 4, y: 3 } },
        b: { in: 'p', parts: { x: 4, y: 3 } },
      },
      { a: 'x+y: 7', b: 'x+y: 7', p: 'x: 8, y: 6' },
    ],
    [
      'a part of which one child hides too few joins the pool of the parent',
      {
        p: { parts: {} },
        a: { in: 'p', parts: { x: 9, y: 9, z: 9 } },
        b: { in: 'p', parts: { x: 2, y: 9, z: 9 } },
      },
      { a: 'x: 9, y: 9, z: 9', b: 'z: 9, x+y: 11', p: 'z: 18, x+y: 29' },
    ],
    [
      'what no child hides is the sum of the children',
      {
        p: { parts: {} },
        a: { in: 'p', parts: { x: 5, y: 6 } },
        b: { in: 'p', parts: { x: 7, y: 5 } },
      },
      { a: 'x: 5, y: 6', b: 'x: 7, y: 5', p: 'x: 12, y: 11' },
    ],
    [
      'what a grandchild shows does not hide what its sibling hides',
      {
        root: { parts: {} },
        p: { in: 'root', parts: {} },
        a: { in: 'p', parts: { x: 10, y: 10 } },
        b: { in: 'p', parts: { x: 2, y: 10 } },
        c: { in: 'root', parts: { x: 20, y: 20 } },
      },
      {
        a: 'x: 10, y: 10',
        b: 'x+y: 12',
        c: 'x: 20, y: 20',
        p: 'x+y: 32',
        root: 'x+y: 72',
      },
    ],
  ])('%s', (_, chart, expected) => {
    expect(partsOf(chart)).toEqual(expected);
  });

  it('contributors of several pooled parts count once', () => {
    const input = organisation({ a: { people: range(0, 9) } });
    const published = publishParts(planTree(input), {
      partKeys: ['x', 'y', 'z'],
      memberships: [...range(0, 9), 0, 1, 2, 3, 0, 1, 2, 3, 4],
      parts: [...range(0, 9).map(() => 0), 1, 1, 1, 1, 2, 2, 2, 2, 2],
      amounts: [[...range(0, 9), 1, 1, 1, 1, 2, 2, 2, 2, 2]],
    });
    // y has four people; z, the next smallest, joins it, and the two have five people in all.
    expect(published.team(0)).toEqual([
      { parts: [0], pooled: false, people: 10, amounts: [45] },
      { parts: [1, 2], pooled: true, people: 5, amounts: [14] },
    ]);
  });

  it('refuses contributions that do not fit', () => {
    const plan = planTree(organisation({ a: { people: range(0, 4) } }));
    const good = { partKeys: ['x'], memberships: [0], parts: [0] };
    expect(() => publishParts(plan, { ...good, parts: [1] })).toThrow(
      /unknown part/,
    );
    expect(() => publishParts(plan, { ...good, memberships: [5] })).toThrow(
      /unknown membership/,
    );
    expect(() => publishParts(plan, { ...good, parts: [] })).toThrow(
      /a membership and a part/,
    );
    expect(() => publishParts(plan, { ...good, amounts: [[0.5]] })).toThrow(
      /whole numbers/,
    );
  });

  it('every part has enough contributors, and parts are all or nothing', () => {
    fc.assert(
      fc.property(breakdowns({ minLength: 0, maxLength: 3 }), breakdown => {
        const { plan, blocks, owners, totals, published } =
          contentsOf(breakdown);
        for (const block of blocks) {
          const people = new Set(owners.filter((_, i) => block.amounts[i] > 0));
          expect(people.size).toBeGreaterThanOrEqual(plan.minimum);
          // Somebody counted elsewhere adds an amount, and is not one more person.
          const counted = breakdown.memberships.filter(
            (membership, i) =>
              block.amounts[i] > 0 && plan.counted[membership] === 1,
          );
          expect(block.people).toBeGreaterThanOrEqual(
            new Set(counted.map(membership => plan.personOf[membership])).size,
          );
          expect(block.pooled).toBe(block.parts.length > 1);
        }
        const contents = plan.teamKeys.map((_, team) => totals[team].slice());
        for (const team of plan.order) {
          const shown = published.team(team);
          const sums = owners.map((_, i) =>
            shown.reduce((sum, block) => sum + block.amounts[i], 0),
          );
          expect(shown.flatMap(block => block.parts).sort()).toEqual(
            shown.length > 0 ? range(0, 3) : [],
          );
          expect(shown.length > 0 ? sums : contents[team]).toEqual(
            contents[team],
          );
          const parent = plan.parents[team];
          if (parent >= 0) {
            contents[team].forEach((n, i) => {
              contents[parent][i] += n;
            });
          }
        }
      }),
    );
  });

  it('no sum or difference of parts and totals is about too few people', () => {
    fc.assert(
      fc.property(breakdowns({ minLength: 1, maxLength: 2 }), breakdown => {
        const { plan, blocks, totals, owners } = contentsOf(breakdown);
        const rows = blocks.map(block => block.amounts);
        expect(isolatedGroup(rows, owners, plan.minimum, totals)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('nor when some people contribute nothing', () => {
    fc.assert(
      fc.property(breakdowns({ minLength: 0, maxLength: 1 }), breakdown => {
        const { plan, blocks, totals, owners } = contentsOf(breakdown);
        const rows = blocks.map(block => block.amounts);
        expect(isolatedGroup(rows, owners, plan.minimum, totals)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('nor when people do the same in each of their teams', () => {
    fc.assert(
      fc.property(breakdowns({ minLength: 1, maxLength: 2 }), breakdown => {
        const { plan, blocks, totals, owners } = contentsOf(breakdown);
        const names = owners.map((p, i) => p * 4 + breakdown.parts[i]);
        const cells = [...new Set(names)];
        const joined = (rows: number[][]) =>
          rows.map(row =>
            cells.map(cell =>
              row.reduce((sum, n, i) => sum + (names[i] === cell ? n : 0), 0),
            ),
          );
        expect(
          isolatedGroup(
            joined(blocks.map(block => block.amounts)),
            cells.map(cell => Math.floor(cell / 4)),
            plan.minimum,
            joined(totals),
          ),
        ).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('with one team per person the parts add up to the people of the total', () => {
    fc.assert(
      fc.property(breakdowns({ minLength: 1, maxLength: 1 }), breakdown => {
        const seen = new Set<number>();
        const first = Array.from(breakdown.input.people, person => {
          const known = seen.has(person);
          seen.add(person);
          return !known;
        });
        const keep = <T>(list: ArrayLike<T>) =>
          Array.from(list).filter((_, i) => first[i]);
        const input = {
          ...breakdown.input,
          teams: keep(breakdown.input.teams),
          people: keep(breakdown.input.people),
        };
        const plan = planTree(input);
        const tree = publishTree(plan, {});
        const published = publishParts(plan, {
          partKeys: ['a', 'b', 'c', 'd'],
          memberships: range(0, input.teams.length - 1),
          parts: keep(breakdown.parts),
        });
        input.teamKeys.forEach((_, team) => {
          const blocks = published.team(team);
          const people = blocks.reduce((sum, block) => sum + block.people, 0);
          expect([0, tree.team(team)?.people ?? 0]).toContain(people);
        });
      }),
    );
  });

  it('the order of contributions changes nothing', () => {
    fc.assert(
      fc.property(breakdowns({ minLength: 0, maxLength: 3 }), breakdown => {
        const plan = planTree(breakdown.input);
        const values = {
          partKeys: ['a', 'b', 'c', 'd'],
          memberships: breakdown.memberships,
          parts: breakdown.parts,
          amounts: [breakdown.parts.map((part, i) => part * 100 + i)],
        };
        const mirrored = publishParts(plan, {
          ...values,
          memberships: [...values.memberships].reverse(),
          parts: [...values.parts].reverse(),
          amounts: values.amounts.map(list => [...list].reverse()),
        });
        const given = publishParts(plan, values);
        plan.teamKeys.forEach((_, team) =>
          expect(mirrored.team(team)).toEqual(given.team(team)),
        );
      }),
    );
  });
});
