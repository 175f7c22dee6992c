import fc from 'fast-check';
import { compareKeys, splitByWeight, splitEqually } from './split';

describe('split', () => {
  it.each([
    [10, ['b', 'a', 'c'], [3, 4, 3]],
    [11, ['b', 'a', 'c'], [4, 4, 3]],
    [-10, ['b', 'a', 'c'], [-3, -4, -3]],
    [0, ['a', 'b'], [0, 0]],
    [7, ['a'], [7]],
    [0, [], []],
  ])('%i between %j is %j', (amount, keys, expected) => {
    expect(splitEqually(amount, keys)).toEqual(expected);
  });

  it.each([
    [100, [1, 2], [33, 67]],
    [100, [0, 5], [0, 100]],
    [5, [0, 0], [3, 2]],
    [10, [10n ** 30n, 10n ** 30n * 3n], [3, 7]],
  ])('%i by weights %s is %s', (amount, weights, expected) => {
    const parts = weights.map((weight, i) => ({ key: `k${i}`, weight }));
    expect(splitByWeight(amount, parts)).toEqual(expected);
  });

  it('orders keys by code units, not by a locale', () => {
    expect(['ä', 'b', 'B', 'a'].sort(compareKeys)).toEqual([
      'B',
      'a',
      'b',
      'ä',
    ]);
  });

  it('refuses what cannot be divided', () => {
    expect(() => splitEqually(1, [])).toThrow(/between no parts/);
    expect(() => splitEqually(0.5, ['a'])).toThrow(/whole amount/);
    expect(() => splitByWeight(1, [{ key: 'a', weight: -1 }])).toThrow(
      /'a' is negative/,
    );
    expect(() => splitByWeight(1, [{ key: 'a', weight: NaN }])).toThrow(
      /'a' is not a whole/,
    );
  });

  it('adds up, stays within one unit of the exact share, and follows keys rather than positions', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.uniqueArray(fc.record({ key: fc.string(), weight: fc.nat(1000) }), {
          selector: part => part.key,
          minLength: 1,
          maxLength: 12,
        }),
        (amount, parts) => {
          const shares = splitByWeight(amount, parts);
          const total = parts.reduce((sum, part) => sum + part.weight, 0);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
          parts.forEach((part, i) => {
            const exact =
              total === 0
                ? amount / parts.length
                : (amount * part.weight) / total;
            expect(Math.abs(shares[i] - exact)).toBeLessThan(1 + 1e-6);
          });
          const mirrored = splitByWeight(amount, [...parts].reverse());
          expect(mirrored.reverse()).toEqual(shares);
          expect(splitByWeight(-amount, parts)).toEqual(
            shares.map(share => (share === 0 ? 0 : -share)),
          );
        },
      ),
    );
  });
});
