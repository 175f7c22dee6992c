import fc from 'fast-check';
import { changedDays, PastRow } from './changedDays';

const row = (
  from: string,
  to: string,
  more: Partial<PastRow> = {},
): PastRow => ({
  owner: 1,
  target: 2,
  origin: 'history',
  counted: true,
  from: `2026-01-${from}`,
  to: `2026-01-${to}`,
  ...more,
});

describe('changedDays', () => {
  it.each<[string, PastRow[], PastRow[], string[]]>([
    ['nothing', [row('01', '09')], [row('01', '09')], []],
    [
      'the same in two pieces',
      [row('01', '09')],
      [row('01', '04'), row('04', '09')],
      [],
    ],
    ['a later end', [row('01', '04')], [row('01', '09')], ['04 09']],
    ['an earlier start', [row('05', '09')], [row('03', '09')], ['03 05']],
    [
      'another team in between',
      [row('01', '20')],
      [row('01', '05'), row('05', '07', { target: 3 }), row('07', '20')],
      ['05 07'],
    ],
    [
      'two people far apart',
      [],
      [row('01', '03'), row('10', '12', { owner: 9 })],
      ['01 03', '10 12'],
    ],
    [
      'whether they count, and how that is known',
      [row('01', '03'), row('05', '07')],
      [
        row('01', '03', { counted: false }),
        row('05', '07', { origin: 'assumed' }),
      ],
      ['01 03', '05 07'],
    ],
  ])('finds %s', (_, before, after, days) => {
    expect(
      changedDays(before, after).map(
        ({ from, to }) => `${from.slice(8)} ${to.slice(8)}`,
      ),
    ).toEqual(days);
  });

  it('finds the days that a look at each day finds', () => {
    const two = (day: number) => `${day}`.padStart(2, '0');
    const rows = fc.array(
      fc
        .record({
          owner: fc.constantFrom(1, 2),
          target: fc.constantFrom(2, 3),
          from: fc.integer({ min: 1, max: 20 }),
          days: fc.integer({ min: 1, max: 8 }),
        })
        .map(({ owner, target, from, days }) =>
          row(two(from), two(from + days), { owner, target }),
        ),
      { maxLength: 5 },
    );
    const said = (list: PastRow[], day: string) =>
      list
        .filter(({ from, to }) => from <= day && day < to)
        .map(({ owner, target }) => `${owner} ${target}`)
        .sort()
        .join();
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const found = changedDays(before, after);
        for (let day = 1; day <= 31; day++) {
          const at = `2026-01-${two(day)}`;
          expect(found.some(({ from, to }) => from <= at && at < to)).toBe(
            said(before, at) !== said(after, at),
          );
        }
      }),
    );
  });
});
