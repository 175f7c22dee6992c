import fc from 'fast-check';
import { toMicros } from 'backstage-plugin-ai-scorecards-common';
import { CostRecord } from 'backstage-plugin-ai-scorecards-node';
import { DAY } from './__testUtils__/rows';
import { allocateCost, joinUses } from './allocateCost';
import { ProjectUse } from './usageResult';

function use(userId: string | null, tokens: number, more = {}): ProjectUse {
  return {
    type: 'use',
    userId,
    project: 'proj_a',
    model: 'm',
    tokensIn: tokens,
    tokensCacheRead: null,
    tokensCacheWrite: null,
    tokensOut: null,
    tokens,
    ...more,
  };
}

function line(
  exact: string,
  workspace: string | null = 'proj_a',
  currency = 'USD',
): CostRecord {
  return {
    type: 'cost',
    day: DAY,
    amount: { kind: 'usage', source: 'invoice', exact, currency },
    description: null,
    workspace,
  };
}

/** Micro-units by user, in the order of the uses. */
const sharesOf = (uses: ProjectUse[], lines: CostRecord[]) =>
  allocateCost(uses, lines).map(({ use: { userId }, amounts }) => [
    userId,
    amounts.map(it => toMicros(it.exact)),
  ]);

describe('allocateCost', () => {
  it('divides what a project cost by tokens, the rest to the largest remainder', () => {
    expect(sharesOf([use('ada', 2), use('bob', 1)], [line('0.00001')])).toEqual(
      [
        ['ada', [7]],
        ['bob', [3]],
      ],
    );
    expect(
      sharesOf([use('bob', 1), use('ada', 1)], [line('0.000003')]),
    ).toEqual([
      ['bob', [1]],
      ['ada', [2]],
    ]);
  });

  it('rounds each line once, as the bill does', () => {
    expect(
      sharesOf([use('ada', 1)], [line('0.0000016'), line('0.0000016')]),
    ).toEqual([['ada', [4]]]);
  });

  it('marks what it works out as an estimate of usage cost', () => {
    const [{ amounts }] = allocateCost([use('ada', 1)], [line('0.5')]);
    expect(amounts).toEqual([
      {
        kind: 'usage',
        source: 'estimate',
        exact: '0.5',
        currency: 'USD',
        model: 'm',
      },
    ]);
  });

  it('gives keys that name no user their share', () => {
    expect(sharesOf([use('ada', 1), use(null, 3)], [line('0.000008')])).toEqual(
      [
        ['ada', [2]],
        [null, [6]],
      ],
    );
  });

  it('keeps projects apart, and one without an id too', () => {
    const uses = [use('ada', 1), use('bob', 1, { project: null })];
    expect(
      sharesOf(uses, [line('1'), line('2', null), line('4', 'proj_unused')]),
    ).toEqual([
      ['ada', [1_000_000]],
      ['bob', [2_000_000]],
    ]);
  });

  it('gives nothing where nothing says how', () => {
    expect(sharesOf([use('ada', 0)], [line('1')])).toEqual([['ada', []]]);
    expect(sharesOf([use('ada', 1)], [])).toEqual([['ada', []]]);
  });

  it('divides a credit as a cost, and currencies for themselves', () => {
    expect(
      sharesOf(
        [use('ada', 1), use('bob', 1)],
        [line('-0.000002'), line('0.000004', 'proj_a', 'EUR')],
      ),
    ).toEqual([
      ['ada', [-1, 2]],
      ['bob', [-1, 2]],
    ]);
  });

  it('gives away what a project with tokens cost, to the micro-unit, whatever the order', () => {
    const uses = fc.array(
      fc.record({
        userId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
        tokens: fc.nat(1_000_000),
        project: fc.constantFrom('p', 'q'),
        model: fc.constantFrom('m', 'n'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        uses,
        fc.integer({ min: 0, max: 10 ** 9 }),
        (given, micros) => {
          const all = given.map(it => use(it.userId, it.tokens, it));
          const bill = [line(`${micros}e-6`, 'p')];
          const total = (list: ProjectUse[]) => {
            const sums = new Map<string, number>();
            for (const { use: of, amounts } of allocateCost(
              joinUses(list),
              bill,
            )) {
              const key = `${of.userId} ${of.model}`;
              const cost = amounts.reduce(
                (sum, it) => sum + toMicros(it.exact),
                0,
              );
              sums.set(key, (sums.get(key) ?? 0) + cost);
            }
            return sums;
          };
          const shares = total(all);
          expect(total([...all].reverse())).toEqual(shares);
          const givenAway = [...shares.values()].reduce(
            (sum, it) => sum + it,
            0,
          );
          const isUsed = all.some(it => it.project === 'p' && it.tokens > 0);
          expect(givenAway).toBe(isUsed ? micros : 0);
        },
      ),
    );
  });
});

describe('joinUses', () => {
  it('adds up what is told twice of one user, model and project', () => {
    const more = { tokensCacheRead: 5, tokensOut: 1 };
    expect(
      joinUses([use('ada', 1, more), use('bob', 1), use('ada', 2)]),
    ).toEqual([use('ada', 3, more), use('bob', 1)]);
  });
});
