import fc from 'fast-check';
import { hundredthsToUnits, plainDecimal, shiftDecimal } from './decimalText';

describe('decimal text', () => {
  it.each([
    ['123.78912', '1.2378912'],
    ['186', '1.86'],
    ['2.5', '0.025'],
    ['5.0', '0.05'],
    ['0', '0'],
    ['0.00', '0'],
    ['-0', '0'],
    ['-7', '-0.07'],
    ['1.5e-7', '0.0000000015'],
    ['1E+3', '10'],
    ['+12', '0.12'],
    ['.5', '0.005'],
    ['100', '1'],
    ['123456789012345678901234567890.12', '1234567890123456789012345678.9012'],
  ])('turns %s hundredths into %s', (hundredths, units) => {
    expect(hundredthsToUnits(hundredths)).toBe(units);
  });

  it.each([
    '',
    '.',
    'abc',
    '1,5',
    '1.2.3',
    'NaN',
    'Infinity',
    '0x10',
    '1e',
    '--1',
  ])('refuses %p', text => {
    expect(plainDecimal(text)).toBeUndefined();
  });

  const decimal = fc
    .tuple(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.integer({ min: 0, max: 20 }),
    )
    .map(([unscaled, scale]) => ({
      unscaled,
      scale,
      text: `${unscaled}e-${scale}`,
    }));

  /** Reads plain decimal text back as an integer of 10^-40. */
  function toUnscaled(text: string): bigint {
    const [whole, fraction = ''] = text.replace('-', '').split('.');
    const magnitude = BigInt(whole + fraction.padEnd(40, '0'));
    return text.startsWith('-') ? -magnitude : magnitude;
  }

  it('is exact for every decimal, however long', () => {
    fc.assert(
      fc.property(
        decimal,
        fc.integer({ min: -8, max: 8 }),
        ({ unscaled, scale, text }, places) => {
          const shifted = shiftDecimal(text, places);
          expect(shifted).toBeDefined();
          expect(toUnscaled(shifted ?? '')).toBe(
            unscaled * 10n ** BigInt(40 - scale + places),
          );
        },
      ),
    );
  });

  it('writes one text for one number', () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 5 }), (value, zeros) => {
        const plain = plainDecimal(value.text) ?? '';
        const padded = `${
          plain.includes('.') ? plain : `${plain}.`
        }${'0'.repeat(zeros)}`;
        expect(plainDecimal(padded)).toBe(plain);
        expect(shiftDecimal(shiftDecimal(plain, -2) ?? '', 2)).toBe(plain);
      }),
    );
  });
});
