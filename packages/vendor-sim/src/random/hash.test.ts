import fc from 'fast-check';
import { draws, fraction, hash } from './hash';

describe('hash', () => {
  it('depends on every part and on their order', () => {
    expect(hash(1, 2, 3)).toBe(hash(1, 2, 3));
    expect(
      new Set([hash(1, 2, 3), hash(3, 2, 1), hash(1, 2), hash(1, 2, 4)]).size,
    ).toBe(4);
  });

  it('spreads fractions evenly over [0, 1)', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let person = 0; person < 20_000; person++) {
      tenths[Math.floor(fraction(7, person, 20_500) * 10)] += 1;
    }
    for (const count of tenths) {
      expect(Math.abs(count - 2000)).toBeLessThan(200);
    }
  });
});

describe('draws', () => {
  it('keeps integers inside their bounds and repeats itself', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (start, low, span) => {
          const first = draws(start).integer(low, low + span);
          expect(first).toBeGreaterThanOrEqual(low);
          expect(first).toBeLessThanOrEqual(low + span);
          expect(draws(start).integer(low, low + span)).toBe(first);
        },
      ),
    );
  });
});
