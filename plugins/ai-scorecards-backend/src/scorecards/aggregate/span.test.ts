import {
  addDays,
  dayIndex,
  daysFromTo,
  daysOfMonth,
} from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import { countDays, DaySpan, steadySpans } from './span';

const start = '2026-10-20';
const day = fc.integer({ min: -40, max: 80 }).map(n => addDays(start, n));

describe('DaySpan', () => {
  it('marks exactly the days of a half-open range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), day, day, (size, a, b) => {
        const span = new DaySpan(start, addDays(start, size - 1));
        const expected = span.days.filter(each => a <= each && each < b);
        const mask = span.mask(a, b);
        expect(span.daysOf(mask)).toEqual(expected);
        expect(countDays(mask)).toBe(expected.length);
        expect(mask >= 0).toBe(true);
        expect(span.mask('0001-01-01', '9999-12-31')).toBe(span.all);
        expect(span.bit(a)).toBe(span.mask(a, addDays(a, 1)));
      }),
    );
  });

  it('takes the days of a month mask', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('2026-09', '2026-10', '2026-11', '2026-12'),
        fc.integer({ min: 1, max: 0x7fffffff }),
        fc.integer({ min: 1, max: 31 }),
        (month, bits, size) => {
          const span = new DaySpan(start, addDays(start, size - 1));
          const set = daysOfMonth(month).filter(
            each =>
              (bits & (1 << (dayIndex(each) - dayIndex(`${month}-01`)))) !== 0,
          );
          const real = set.reduce(
            (mask, each) => mask | (1 << (Number(each.slice(8)) - 1)),
            0,
          );
          expect(span.daysOf(span.monthMasks(month)(real))).toEqual(
            set.filter(each => span.days.includes(each)),
          );
        },
      ),
    );
  });

  it('is cut wherever something begins or ends, and where it is full', () => {
    const cut = (...dated: [string, string][]) =>
      steadySpans(
        '2026-10-01',
        '2026-11-04',
        dated.map(([from, to]) => ({ from, to })),
      ).map(({ first, last }) => `${first} ${last}`);
    expect(
      cut(['0001-01-01', '9999-12-31'], ['2026-10-01', '2026-11-05']),
    ).toEqual(['2026-10-01 2026-10-31', '2026-11-01 2026-11-04']);
    expect(
      cut(['2026-10-03', '2026-11-04'], ['2026-10-03', '9999-12-31']),
    ).toEqual([
      '2026-10-01 2026-10-02',
      '2026-10-03 2026-10-31',
      '2026-11-01 2026-11-03',
      '2026-11-04 2026-11-04',
    ]);
  });

  it('refuses more days than a mask has', () => {
    expect(() => new DaySpan('2026-10-01', '2026-11-01')).toThrow(/1 to 31/);
    expect(() => new DaySpan('2026-10-02', '2026-10-01')).toThrow(/1 to 31/);
    expect(daysFromTo('2026-10-01', '2026-10-31')).toHaveLength(31);
  });
});
