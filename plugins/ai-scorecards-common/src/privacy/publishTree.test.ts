import fc from 'fast-check';
import { isolatedGroup } from './__testUtils__/attacker';
import {
  organisation,
  organisations,
  range,
} from './__testUtils__/organisations';
import { planTree, TreeInput, TreePlan } from './planTree';
import { publishTree, PublishedTree } from './publishTree';

const plain = (input: TreeInput) => {
  const plan = planTree(input);
  const tree = publishTree(plan, {});
  return Object.fromEntries(
    input.teamKeys.map((key, team) => {
      const published = tree.team(team);
      return [
        key,
        published
          ? [published.people, published.leftOut, published.countedInEach]
          : plan.hiddenBecause[team],
      ];
    }),
  );
};

/** Every published number as the people (flags) or memberships (amounts) that are in it. */
function publishedRows(plan: TreePlan, tree: PublishedTree) {
  const shown = plan.teamKeys
    .map((_, team) => tree.team(team))
    .filter(team => team !== null);
  return tree.remainder.shown ? [...shown, tree.remainder] : shown;
}

/** Publishes one flag per person, so that a team's flags say how often it counts each person. */
function countsOf(input: TreeInput) {
  const plan = planTree(input);
  const count = 1 + Math.max(...Array.from(input.people));
  const of = Array.from(input.people).map(person => 1 << person);
  const tree = publishTree(plan, { flags: { count, of } });
  return { plan, tree, rows: publishedRows(plan, tree).map(t => t.flags) };
}

/** Publishes one amount per membership, so that a team's amounts say which memberships are in it. */
function contentsOf(input: TreeInput) {
  const plan = planTree(input);
  const amounts = Array.from(input.teams).map((_, i) =>
    Array.from(input.teams).map((__, j) => (i === j ? 1 : 0)),
  );
  const tree = publishTree(plan, { amounts });
  return { plan, tree, rows: publishedRows(plan, tree).map(t => t.amounts) };
}

const small = organisations({ maxTeams: 8, maxPeople: 13, maxMemberships: 24 });

describe('planTree', () => {
  it('shows teams from the minimum on and says why others are hidden', () => {
    expect(
      plain(
        organisation({
          a: { people: range(0, 4) },
          b: { people: range(5, 8) },
          c: { people: [] },
        }),
      ),
    ).toEqual({ a: [5, 0, false], b: 'small', c: 'empty' });
  });

  it('adds the rest when it is large enough, else leaves it out and passes it on', () => {
    const chart = {
      root: { people: [20, 21] },
      left: { in: 'root', people: [22] },
      a: { in: 'left', people: range(0, 5) },
      b: { in: 'left', people: [6, 7] },
    };
    expect(plain(organisation(chart))).toEqual({
      a: [6, 0, false],
      b: 'small',
      left: [6, 3, false],
      root: [11, 0, false],
    });
  });

  it('a team of small teams is shown by their people together', () => {
    expect(
      plain(
        organisation({
          parent: { people: [] },
          a: { in: 'parent', people: [0, 1, 2] },
          b: { in: 'parent', people: [3, 4] },
        }),
      ),
    ).toEqual({ a: 'small', b: 'small', parent: [5, 0, false] });
  });

  it('people already counted below are not part of the rest', () => {
    expect(
      plain(
        organisation({
          parent: { people: range(0, 8) },
          a: { in: 'parent', people: range(0, 5) },
        }),
      ),
    ).toEqual({ a: [6, 0, false], parent: [6, 3, false] });
  });

  it('counts people of two teams once when they are enough, else in each', () => {
    const chart = (shared: number) =>
      organisation({
        parent: { people: [] },
        a: { in: 'parent', people: range(0, 9 + shared) },
        b: { in: 'parent', people: range(10, 20 + shared) },
      });
    expect(plain(chart(5)).parent).toEqual([26, 0, false]);
    expect(plain(chart(4)).parent).toEqual([29, 0, true]);
  });

  it('people counted in each are counted once where they become enough', () => {
    const chart = {
      root: { people: [] },
      left: { in: 'root', people: [] },
      a: { in: 'left', people: range(0, 9) },
      b: { in: 'left', people: [0, 1, 2, ...range(10, 19)] },
      right: { in: 'root', people: [] },
      c: { in: 'right', people: range(20, 29) },
      d: { in: 'right', people: [20, 21, ...range(30, 39)] },
    };
    const result = plain(organisation(chart));
    expect(result.left).toEqual([23, 0, true]);
    expect(result.right).toEqual([22, 0, true]);
    expect(result.root).toEqual([40, 0, false]);
  });

  it('does not count once where the difference would be about too few', () => {
    // All but two of b are in a: the parent less a would be about those two.
    const chart = {
      parent: { people: [] },
      a: { in: 'parent', people: range(0, 19) },
      b: { in: 'parent', people: [...range(0, 5), 20, 21] },
    };
    expect(plain(organisation(chart)).parent).toEqual([28, 0, true]);
  });

  it('of two teams with nearly the same people only one is shown', () => {
    expect(
      plain(
        organisation({
          parent: { people: [] },
          a: { in: 'parent', people: range(0, 9) },
          b: { in: 'parent', people: [...range(0, 8), 10] },
        }),
      ),
    ).toEqual({ a: [10, 0, false], b: 'overlap', parent: [10, 1, false] });
  });

  it('teams of the minimum may share somebody', () => {
    expect(
      plain(
        organisation({
          a: { people: [0, 1, 2, 3, 4] },
          b: { people: [4, 5, 6, 7, 8] },
        }),
      ),
    ).toEqual({ a: [5, 0, false], b: [5, 0, false] });
  });

  it('a team made of two others is hidden, its parts are not', () => {
    expect(
      plain(
        organisation({
          a: { people: range(0, 5) },
          b: { people: range(6, 11) },
          both: { people: range(1, 11) },
        }),
      ),
    ).toEqual({ a: [6, 0, false], b: [6, 0, false], both: 'overlap' });
  });

  it('repeated memberships count once', () => {
    const input = organisation({ a: { people: [0, 0, 1, 2, 3] } });
    expect(plain(input)).toEqual({ a: 'small' });
  });

  it.each([
    [{ parents: [1, 0] }, /each other's parents/],
    [{ parents: [-1, 7] }, /'b' has an unknown parent/],
    [{ parents: [-1] }, /2 teams have 1 parents/],
    [{ teams: [3] }, /Membership 0 is of an unknown team/],
    [{ people: [-1] }, /Membership 0 is of an unknown person/],
    [{ teams: [] }, /needs a team and a person/],
    [{ minimum: 0 }, /minimum group size/],
  ])('refuses %j', (change, message) => {
    const input = {
      teamKeys: ['a', 'b'],
      parents: [-1, 0],
      teams: [0],
      people: [0],
      minimum: 5,
    };
    expect(() => planTree({ ...input, ...change })).toThrow(message);
  });
});

describe('publishTree', () => {
  const chart = organisation({
    root: { people: [] },
    a: { in: 'root', people: range(0, 9) },
    b: { in: 'root', people: range(5, 14) },
    c: { in: 'root', people: [20, 21] },
  });

  it('joins flags of people who are counted once, and never their amounts', () => {
    const plan = planTree(chart);
    const tree = publishTree(plan, {
      // Active everywhere in a, nowhere in b; everybody has the second flag.
      flags: { count: 2, of: Array.from(chart.teams, t => (t === 1 ? 3 : 2)) },
      amounts: [Array.from(chart.teams, team => 10 ** team)],
    });
    expect(tree.team(1)).toMatchObject({ flags: [10, 10], amounts: [100] });
    expect(tree.team(2)).toMatchObject({ flags: [0, 10], amounts: [1000] });
    expect(tree.team(3)).toBeNull();
    expect(tree.team(0)).toEqual({
      people: 15,
      leftOut: 2,
      countedInEach: false,
      flags: [10, 15],
      amounts: [1100],
    });
    expect(tree.remainder).toEqual({
      people: 2,
      shown: false,
      flags: [0, 2],
      amounts: [2000],
    });
  });

  it('amounts of people who are counted elsewhere are passed on with the rest', () => {
    const input = organisation({
      root: { people: [] },
      a: { in: 'root', people: range(0, 5) },
      tiny: { in: 'root', people: [0, 1] },
    });
    const tree = publishTree(planTree(input), {
      amounts: [Array.from(input.teams, team => (team === 2 ? 7 : 1))],
    });
    expect(tree.team(0)).toMatchObject({ people: 6, leftOut: 0, amounts: [6] });
    expect(tree.remainder).toMatchObject({ people: 0, amounts: [14] });
  });

  it('refuses values that do not fit', () => {
    const plan = planTree(chart);
    const amounts = (value: number) => [Array.from(chart.teams, () => value)];
    expect(() => publishTree(plan, { amounts: [[1]] })).toThrow(
      /1 amounts for/,
    );
    expect(() => publishTree(plan, { amounts: amounts(0.5) })).toThrow(
      /whole number/,
    );
    expect(() =>
      publishTree(plan, { amounts: amounts(Number.MAX_SAFE_INTEGER) }),
    ).toThrow(/more than can be counted/);
    expect(() => publishTree(plan, { flags: { count: 32, of: [] } })).toThrow(
      /31 bits/,
    );
  });

  it('every published number is about enough people', () => {
    fc.assert(
      fc.property(small, input => {
        const { plan, tree } = countsOf(input);
        for (const published of publishedRows(plan, tree)) {
          const distinct = published.flags.filter(times => times > 0);
          expect(distinct.length).toBeGreaterThanOrEqual(input.minimum);
          expect(distinct.reduce((sum, times) => sum + times, 0)).toBe(
            published.people,
          );
        }
      }),
    );
  });

  it('no sum or difference of published counts is about too few people', () => {
    fc.assert(
      fc.property(small, input => {
        const { rows, plan } = countsOf(input);
        const people = range(0, Math.max(...plan.personOf));
        expect(isolatedGroup(rows, people, input.minimum)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('no sum or difference of published amounts is about too few people', () => {
    fc.assert(
      fc.property(small, input => {
        const { rows, plan } = contentsOf(input);
        const owners = Array.from(plan.personOf);
        expect(isolatedGroup(rows, owners, input.minimum)).toBeNull();
        // Nor when everybody's money is divided equally between their teams.
        const people = range(0, Math.max(...owners));
        const shares = rows.map(row =>
          people.map(person =>
            row.reduce((sum, n, i) => sum + (owners[i] === person ? n : 0), 0),
          ),
        );
        expect(isolatedGroup(shares, people, input.minimum)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('what somebody does who is counted nowhere changes no team', () => {
    fc.assert(
      fc.property(small, fc.nat(), (input, seed) => {
        const plan = planTree(input);
        const uncounted = Array.from(plan.personCounted, known => known === 0);
        const values = (change: number) => ({
          flags: {
            count: 1,
            of: Array.from(plan.personOf, p =>
              uncounted[p] ? change : (seed >> p) & 1,
            ),
          },
          amounts: [
            Array.from(plan.personOf, p => (uncounted[p] ? change * 100 : p)),
          ],
        });
        const off = publishTree(plan, values(0));
        const on = publishTree(plan, values(1));
        input.teamKeys.forEach((_, team) =>
          expect(on.team(team)).toEqual(off.team(team)),
        );
      }),
    );
  });

  it('shown roots and the remainder add up to everything', () => {
    fc.assert(
      fc.property(small, fc.array(fc.integer()), (input, drawn) => {
        const amounts = Array.from(input.teams, (_, i) => drawn[i] ?? i);
        const tree = publishTree(planTree(input), { amounts: [amounts] });
        const roots = input.teamKeys.reduce(
          (sum, _, team) =>
            sum +
            (input.parents[team] < 0 ? tree.team(team)?.amounts[0] ?? 0 : 0),
          0,
        );
        expect(roots + tree.remainder.amounts[0]).toBe(
          amounts.reduce((sum, amount) => sum + amount, 0),
        );
      }),
    );
  });

  it('the order of teams, people and memberships changes nothing', () => {
    fc.assert(
      fc.property(small, fc.infiniteStream(fc.nat()), (input, numbers) => {
        const shuffle = (count: number) =>
          range(0, count - 1)
            .map(i => ({ i, at: numbers.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at || a.i - b.i)
            .map(entry => entry.i);
        const teamAt = shuffle(input.teamKeys.length);
        const teamTo = teamAt.map((_, team) => teamAt.indexOf(team));
        const order = shuffle(input.teams.length);
        const personTo = shuffle(1 + Math.max(...Array.from(input.people)));
        const shuffled: TreeInput = {
          teamKeys: teamAt.map(team => input.teamKeys[team]),
          parents: teamAt.map(team =>
            input.parents[team] < 0 ? -1 : teamTo[input.parents[team]],
          ),
          teams: order.map(i => teamTo[input.teams[i]]),
          people: order.map(i => personTo[input.people[i]]),
          minimum: input.minimum,
        };
        const flag = (i: number) => (i * 7) % 4;
        const all = order.map((_, i) => i);
        const given = publishTree(planTree(input), {
          flags: { count: 2, of: all.map(flag) },
          amounts: [all],
        });
        const other = publishTree(planTree(shuffled), {
          flags: { count: 2, of: order.map(flag) },
          amounts: [order],
        });
        input.teamKeys.forEach((_, team) =>
          expect(other.team(teamTo[team])).toEqual(given.team(team)),
        );
        expect(other.remainder).toEqual(given.remainder);
        expect(plain(shuffled)).toEqual(plain(input));
      }),
    );
  });
});
