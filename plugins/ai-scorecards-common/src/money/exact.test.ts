import fc from 'fast-check';
import {
  addExact,
  compareExact,
  divideHalfEven,
  formatMicros,
  isDecimal,
  multiplyExact,
  sumExact,
  toCommonScale,
  toMicros,
} from './exact';

const micros = fc.maxSafeInteger();

describe('exact', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['19', 19_000_000],
    ['19.00', 19_000_000],
    ['+0.04', 40_000],
    ['.5', 500_000],
    ['5.', 5_000_000],
    ['-3.000001', -3_000_001],
    ['1e-7', 0],
    ['5e-7', 0],
    ['15e-7', 2],
    ['-5e-7', 0],
    ['-15e-7', -2],
    ['0.0000025', 2],
    ['0.00000250000000000000000000001', 3],
    ['0.0000024999999999999999999999', 2],
    ['1E3', 1_000_000_000],
    ['1.5e+2', 150_000_000],
    ['9007199254.740991', 9_007_199_254_740_991],
  ])('%s is %i micro-units', (text, expected) => {
    expect(toMicros(text)).toBe(expected);
  });

  it.each([
    '',
    '.',
    '-',
    'e5',
    '1e',
    '1,5',
    ' 1',
    '1 ',
    '0x10',
    'NaN',
    '1e401',
  ])('%j is no decimal', text => {
    expect(isDecimal(text)).toBe(false);
    expect(() => toMicros(text)).toThrow(/is not a decimal number/);
  });

  it('refuses what it cannot count and what is too long', () => {
    expect(() => toMicros('9007199254.740992')).toThrow(/beyond/);
    expect(() => toMicros('1'.repeat(401))).toThrow(/not a decimal/);
  });

  it.each([
    [0, '0'],
    [19_500_000, '19.5'],
    [-1, '-0.000001'],
    [1_000_000n, '1'],
  ])('%s micro-units are written %s', (value, text) => {
    expect(formatMicros(value)).toBe(text);
  });

  it('adds and multiplies where floats would not', () => {
    expect(addExact('0.1', '0.2')).toBe('0.3');
    expect(sumExact(['1e-7', '-0.0000001'])).toBe('0');
    expect(sumExact([])).toBe('0');
    expect(multiplyExact('-0.04', '1900.5')).toBe('-76.02');
    expect(compareExact('1e2', '100.0')).toBe(0);
    expect(compareExact('-1', '0.5')).toBe(-1);
    expect(compareExact('2', '1.999')).toBe(1);
    expect(toCommonScale(['1.5', '2'])).toEqual({
      digits: [15n, 20n],
      scale: 1,
    });
  });

  it('writing and reading micro-units is the identity', () => {
    fc.assert(
      fc.property(micros, value => {
        expect(toMicros(formatMicros(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('sums do not depend on order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.nat(12))),
        pairs => {
          const texts = pairs.map(([digits, places]) => `${digits}e-${places}`);
          expect(sumExact([...texts].reverse())).toBe(sumExact(texts));
          const scaled = pairs.reduce(
            (sum, [digits, places]) =>
              sum + digits * 10n ** BigInt(12 - places),
            0n,
          );
          expect(compareExact(sumExact(texts), `${scaled}e-12`)).toBe(0);
        },
      ),
    );
  });

  it('rounding is to the nearest, halves to the even neighbour, odd under negation', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 15n), 10n ** 15n),
        fc.bigInt(1n, 1000n),
        (n, d) => {
          const rounded = divideHalfEven(n, d);
          const distance = n - rounded * d;
          const twice = 2n * (distance < 0n ? -distance : distance);
          expect(twice <= d).toBe(true);
          expect(twice < d || rounded % 2n === 0n).toBe(true);
          expect(divideHalfEven(-n, d)).toBe(-rounded);
        },
      ),
    );
  });
});
