import fc from 'fast-check';
import { daysOfMonth } from '../time';
import { divideHalfEven } from './exact';
import { seatDayPricer } from './seatDays';

const sum = (days: readonly { micros: number | null }[]) =>
  days.reduce((total, day) => total + (day.micros ?? 0), 0);

describe('seatDays', () => {
  it('a full month costs its price', () => {
    const price = seatDayPricer(
      [{ from: '2026-01-01', perSeatMonthMicros: 19_000_000 }],
      '2026-11',
    );
    const days = price(daysOfMonth('2026-11'));
    expect(days).toHaveLength(30);
    expect(sum(days)).toBe(19_000_000);
    expect(days[0]).toEqual({ day: '2026-11-01', micros: 633_333 });
    expect(days[1].micros).toBe(633_334);
    expect(days[2].micros).toBe(633_333);
  });

  it('rounds from the first paid day of the month, over gaps', () => {
    const price = seatDayPricer(
      [{ from: '2026-01-01', perSeatMonthMicros: 19_000_000 }],
      '2026-11',
    );
    expect(price(['2026-11-20', '2026-11-10', '2026-11-11'])).toEqual([
      { day: '2026-11-10', micros: 633_333 },
      { day: '2026-11-11', micros: 633_334 },
      { day: '2026-11-20', micros: 633_333 },
    ]);
    expect(price([])).toEqual([]);
  });

  it('takes each day at the price of that day', () => {
    const price = seatDayPricer(
      [
        { from: '2026-10-12', perSeatMonthMicros: 62 },
        { from: '2026-01-01', perSeatMonthMicros: 31 },
      ],
      '2026-10',
    );
    expect(price(['2026-10-11', '2026-10-12'])).toEqual([
      { day: '2026-10-11', micros: 1 },
      { day: '2026-10-12', micros: 2 },
    ]);
  });

  it('before the first price a day has no cost rather than none', () => {
    const price = seatDayPricer(
      [{ from: '2026-10-02', perSeatMonthMicros: 31 }],
      '2026-10',
    );
    expect(price(['2026-10-01', '2026-10-02'])).toEqual([
      { day: '2026-10-01', micros: null },
      { day: '2026-10-02', micros: 1 },
    ]);
    expect(seatDayPricer([], '2026-10')(['2026-10-01'])[0].micros).toBeNull();
  });

  it('refuses broken prices and foreign days', () => {
    const from = '2026-01-01';
    expect(() =>
      seatDayPricer([{ from, perSeatMonthMicros: 1.5 }], '2026-10'),
    ).toThrow(/from 2026-01-01 is not a whole/);
    expect(() =>
      seatDayPricer([{ from, perSeatMonthMicros: -1 }], '2026-10'),
    ).toThrow(/not a whole/);
    expect(() =>
      seatDayPricer(
        [
          { from, perSeatMonthMicros: 1 },
          { from, perSeatMonthMicros: 2 },
        ],
        '2026-10',
      ),
    ).toThrow(/two seat prices from 2026-01-01/);
    expect(() => seatDayPricer([], '2026-10')(['2026-11-01'])).toThrow(
      /'2026-11-01' is not a day of 2026-10/,
    );
  });

  it('every day is a difference of rounded running totals', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('2026-02', '2024-02', '2026-04', '2026-10'),
        fc.uniqueArray(
          fc.record({
            at: fc.integer({ min: 0, max: 30 }),
            price: fc.nat(500_000_000),
          }),
          { selector: entry => entry.at, minLength: 1, maxLength: 3 },
        ),
        fc.array(fc.boolean(), { minLength: 31, maxLength: 31 }),
        (month, entries, paid) => {
          const days = daysOfMonth(month);
          const known = entries.filter(entry => entry.at < days.length);
          const prices = known.map(entry => ({
            from: days[entry.at],
            perSeatMonthMicros: entry.price,
          }));
          const paidDays = days.filter((_, i) => paid[i]);
          const answer = seatDayPricer(prices, month)(paidDays);
          expect(answer.map(entry => entry.day)).toEqual(paidDays);
          let exact = 0;
          let total = 0;
          for (const { day, micros } of answer) {
            const price = prices
              .filter(entry => entry.from <= day)
              .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
            exact += price?.perSeatMonthMicros ?? 0;
            total += micros ?? 0;
            expect(micros === null).toBe(price === undefined);
            expect(total).toBe(
              Number(divideHalfEven(BigInt(exact), BigInt(days.length))),
            );
          }
        },
      ),
    );
  });
});
