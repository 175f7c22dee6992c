import fc from 'fast-check';
import { compareExact, multiplyExact, sumExact, toMicros } from './exact';
import { creditOverage } from './overage';

describe('creditOverage', () => {
  it('costs nothing inside the pool, then the price of what is beyond it', () => {
    expect(
      creditOverage({
        pricePerCredit: '0.04',
        pool: '100',
        uses: [
          { day: '2026-11-03', account: 'b', credits: '30' },
          { day: '2026-11-01', account: 'a', credits: '60' },
          { day: '2026-11-02', account: 'a', credits: '50.5' },
          { day: '2026-11-03', account: 'a', credits: '7.5' },
          { day: '2026-11-03', account: 'a', credits: '2.5' },
        ],
      }),
    ).toEqual([
      { day: '2026-11-01', account: 'a', micros: 0 },
      { day: '2026-11-02', account: 'a', micros: 420_000 },
      { day: '2026-11-03', account: 'a', micros: 400_000 },
      { day: '2026-11-03', account: 'b', micros: 1_200_000 },
    ]);
  });

  it('rounds the running total, not the day', () => {
    const costs = creditOverage({
      pricePerCredit: '0.0000004',
      pool: '0',
      uses: ['01', '02', '03', '04', '05'].map(day => ({
        day: `2026-11-${day}`,
        account: 'a',
        credits: '1',
      })),
    });
    expect(costs.map(cost => cost.micros)).toEqual([0, 1, 0, 1, 0]);
  });

  it('gives ties to the smaller account', () => {
    expect(
      creditOverage({
        pricePerCredit: '0.000001',
        pool: '1',
        uses: [
          { day: '2026-11-01', account: 'z', credits: '1' },
          { day: '2026-11-01', account: 'y', credits: '1' },
        ],
      }),
    ).toEqual([
      { day: '2026-11-01', account: 'y', micros: 1 },
      { day: '2026-11-01', account: 'z', micros: 0 },
    ]);
  });

  it('refuses two months and negative input', () => {
    const use = { day: '2026-11-01', account: 'a', credits: '1' };
    const base = { pricePerCredit: '1', pool: '0', uses: [use] };
    expect(() =>
      creditOverage({ ...base, uses: [use, { ...use, day: '2026-12-01' }] }),
    ).toThrow(/2026-11 and 2026-12/);
    expect(() => creditOverage({ ...base, pool: '-1' })).toThrow(/pool/);
    expect(() => creditOverage({ ...base, pricePerCredit: '-1' })).toThrow(
      /price/,
    );
    expect(() =>
      creditOverage({ ...base, uses: [{ ...use, credits: '-1' }] }),
    ).toThrow(/'a' on 2026-11-01 are negative/);
  });

  it('adds up to the rounded cost of the month whatever the order of rows', () => {
    const credits = fc
      .tuple(fc.nat(5000), fc.nat(3))
      .map(([digits, places]) => `${digits}e-${places}`);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            day: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-30'),
            account: fc.constantFrom('a', 'b', 'c'),
            credits,
          }),
          { maxLength: 20 },
        ),
        credits,
        credits,
        (uses, pool, pricePerCredit) => {
          const costs = creditOverage({ pricePerCredit, pool, uses });
          const beyond = sumExact([
            ...uses.map(use => use.credits),
            multiplyExact(pool, '-1'),
          ]);
          const expected =
            compareExact(beyond, '0') > 0
              ? toMicros(multiplyExact(beyond, pricePerCredit))
              : 0;
          expect(costs.reduce((sum, cost) => sum + cost.micros, 0)).toBe(
            expected,
          );
          expect(costs.every(cost => cost.micros >= 0)).toBe(true);
          expect(
            creditOverage({ pricePerCredit, pool, uses: [...uses].reverse() }),
          ).toEqual(costs);
        },
      ),
    );
  });
});
