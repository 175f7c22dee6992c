import fc from 'fast-check';
import {
  formatChangeSize,
  formatCount,
  formatDay,
  formatFactor,
  formatInstant,
  formatMoney,
  formatMonth,
  formatRatio,
  formatValue,
  formatWeekday,
} from '.';

/** No-break spaces read as spaces here, to keep the tables legible. */
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('formatMoney', () => {
  it.each([
    [0, 'short', '0.00 USD'],
    [19_420_000, 'short', '19.42 USD'],
    [19_425_000, 'short', '19.43 USD'],
    [99_994_000, 'short', '99.99 USD'],
    [99_996_000, 'short', '100.00 USD'],
    [142_000_000, 'short', '142 USD'],
    [1_312_499_999, 'short', '1,312 USD'],
    [-3_200_000, 'short', '−3.20 USD'],
    [-1, 'short', '0.00 USD'],
    [45_500_000, 'whole', '46 USD'],
    [1, 'exact', '0.000001 USD'],
    [19_000_000, 'exact', '19.00 USD'],
    [-12_345_678_901, 'exact', '−12,345.678901 USD'],
    [1_500_000, 'exact', '1.50 USD'],
    [9_007_199_254_740_991, 'exact', '9,007,199,254.740991 USD'],
  ] as const)('%i micro-units, %s, read %s', (micros, precision, text) => {
    expect(plain(formatMoney(micros, 'USD', 'en-GB', precision))).toBe(text);
  });

  it("uses the reader's separators", () => {
    expect(plain(formatMoney(1_234_500_000, 'EUR', 'de', 'exact'))).toBe(
      '1.234,50 EUR',
    );
  });

  it('shows every micro-unit exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), micros => {
        const text = plain(formatMoney(micros, 'USD', 'en-GB', 'exact'));
        const [whole, fraction] = text
          .replace(' USD', '')
          .replace('−', '-')
          .replace(/,/g, '')
          .split('.');
        expect(BigInt(`${whole}${fraction.padEnd(6, '0')}`)).toBe(
          BigInt(micros),
        );
      }),
    );
  });
});

describe('formatRatio', () => {
  it.each([
    [0.68, null, '68 %'],
    [0, null, '0 %'],
    [1, null, '100 %'],
    [0.004, null, '0.4 %'],
    [0.9996, null, '99.9 %'],
    [0.9, 'at-least', '≥ 90 %'],
    [0.1, 'at-most', '≤ 10 %'],
    [0.715, null, '72 %'],
  ] as const)('%d with bound %s reads %s', (ratio, bound, text) => {
    expect(plain(formatRatio(ratio, bound, 'en-GB'))).toBe(text);
  });

  it.each([
    [1.5, '1.5 ×'],
    [2, '2.0 ×'],
    [1.234, '1.23 ×'],
    [12.34, '12.3 ×'],
  ])('%d times reads %s', (factor, text) => {
    expect(plain(formatFactor(factor, 'en-GB'))).toBe(text);
  });
});

describe('days', () => {
  const today = '2026-11-23';

  it.each([
    ['2026-11-22', '22 Nov'],
    ['2026-03-14', '14 Mar'],
    ['2027-03-14', '14 Mar 2027'],
    ['2025-12-31', '31 Dec 2025'],
  ])('%s reads %s', (day, text) => {
    expect(formatDay(day, 'en-GB', today)).toBe(text);
  });

  it('names the weekday of the UTC day', () => {
    expect(formatWeekday('2026-11-22', 'en-GB', today)).toBe('Sun 22 Nov');
  });

  it('names months with their year', () => {
    expect(formatMonth('2026-10', 'en-GB')).toBe('Oct 2026');
  });

  it.each([
    ['2026-11-22T02:10:00Z', 'Sun 22 Nov, 02:10 UTC'],
    ['2026-11-22T23:30:00-02:00', 'Mon 23 Nov, 01:30 UTC'],
    ['2026-11-22T00:05:00Z', 'Sun 22 Nov, 00:05 UTC'],
  ])('%s reads %s', (instant, text) => {
    expect(formatInstant(instant, 'en-GB', today)).toBe(text);
  });
});

describe('formatValue', () => {
  const options = { locale: 'en-GB', currency: 'USD' };

  it.each([
    [0.68, 'ratio', '68 %'],
    [1.4, 'days', '1.4 days'],
    [1, 'days', '1 day'],
    [19_420_000, 'micro-usd', '19.42 USD'],
    [1312, 'people', '1,312'],
    [7.26, 'person-months', '7.3'],
    [104.4, 'index', '104'],
    [2, 'level', '2'],
  ] as const)('%d %s reads %s', (value, unit, text) => {
    expect(plain(formatValue(value, unit, options))).toBe(text);
  });

  it('marks the end of a number that is not told exactly', () => {
    expect(
      plain(formatValue(36, 'people', { ...options, bound: 'at-least' })),
    ).toBe('≥ 36');
  });

  it.each([
    [0.06, 'ratio', '6'],
    [-0.004, 'ratio', '0.4'],
    [-1_200_000, 'micro-usd', '1.20 USD'],
    [-4, 'index', '4'],
  ] as const)('a change of %d %s is of size %s', (change, unit, text) => {
    expect(plain(formatChangeSize(change, unit, options))).toBe(text);
  });

  it('groups counts', () => {
    expect(formatCount(12_345.67, 'en-GB')).toBe('12,346');
  });
});
