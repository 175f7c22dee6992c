import type {
  SpendMonth,
  SpendPart,
} from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import { largestTeams } from './largestTeams';
import { addAll, nothing } from './spendParts';

const part = (
  kind: SpendPart['kind'],
  id: string,
  usageMicros: number | null,
  others: Partial<SpendPart> = {},
): SpendPart => ({
  kind,
  id,
  title: id,
  seatMicros: null,
  usageMicros,
  valueMicros: null,
  ...others,
});

const month = (name: string, parts: SpendPart[]): SpendMonth => ({
  month: name,
  complete: true,
  closed: false,
  ...nothing(),
  parts,
});

const sumOf = (parts: readonly SpendPart[]) => {
  const sum = nothing();
  for (const each of parts) addAll(sum, each);
  return sum;
};

const AUGUST = month('2026-08', [
  part('team', 'a', 5),
  part('team', 'b', 1),
  part('team', 'c', 4),
  part('rest', 'teams', 2),
  part('bucket', 'left', 3),
]);
const SEPTEMBER = month('2026-09', [
  part('team', 'a', 1, { seatMicros: 2, valueMicros: 90 }),
  part('team', 'b', 9),
]);

describe('largestTeams', () => {
  it('keeps every team while there are no more than the limit', () => {
    expect(largestTeams([AUGUST, SEPTEMBER], 3)).toEqual([AUGUST, SEPTEMBER]);
  });

  it('keeps those that cost most over all months, in the order they had', () => {
    expect(
      largestTeams([AUGUST, SEPTEMBER], 1).map(({ parts }) => parts),
    ).toEqual([
      [
        part('team', 'b', 1),
        part('more', 'teams', 9, { title: '2 more teams' }),
        part('rest', 'teams', 2),
        part('bucket', 'left', 3),
      ],
      [
        part('team', 'b', 9),
        part('more', 'teams', 1, {
          title: '1 more team',
          seatMicros: 2,
          valueMicros: 90,
        }),
      ],
    ]);
  });

  it('counts no list value as cost, and of equals keeps the greater value and then the first by ref', () => {
    const parts = [
      part('team', 'a', null, { valueMicros: 1_000 }),
      part('team', 'b', 1),
      part('team', 'c', 1),
    ];
    expect(largestTeams([month('2026-08', parts)], 1)[0].parts).toEqual([
      part('team', 'b', 1),
      part('more', 'teams', 1, { title: '2 more teams', valueMicros: 1_000 }),
    ]);
    const values = [
      part('team', 'a', null, { valueMicros: 1 }),
      part('team', 'b', null, { valueMicros: 2 }),
    ];
    expect(largestTeams([month('2026-08', values)], 1)[0].parts[0].id).toBe(
      'b',
    );
  });

  it('adds up to what it added up to, and tells of no more teams than asked', () => {
    const amount = fc.option(fc.integer({ min: -1_000, max: 1_000 }));
    const months = fc.array(
      fc.uniqueArray(
        fc.record({
          kind: fc.constantFrom<SpendPart['kind']>('team', 'rest', 'bucket'),
          id: fc.constantFrom(...'abcdefgh'),
          seatMicros: amount,
          usageMicros: amount,
          valueMicros: amount,
        }),
        { selector: ({ kind, id }) => `${kind} ${id}` },
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(months, fc.integer({ min: 1, max: 9 }), (given, limit) => {
        const before = given.map((parts, n) =>
          month(
            `2026-0${n + 1}`,
            parts.map(each => ({ ...each, title: each.id })),
          ),
        );
        const after = largestTeams(before, limit);
        expect(after.map(({ parts }) => sumOf(parts))).toEqual(
          before.map(({ parts }) => sumOf(parts)),
        );
        const teams = after
          .flatMap(({ parts }) => parts)
          .filter(({ kind }) => kind === 'team');
        expect(new Set(teams.map(({ id }) => id)).size).toBeLessThanOrEqual(
          limit,
        );
      }),
    );
  });
});
