const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * Moves the decimal point of an exact decimal by `places` (positive: to the right) and returns plain decimal text
 * without exponent, superfluous zeros or plus sign: `shiftDecimal('123.78912', -2)` is `1.2378912`.
 * Undefined when the text is not a decimal number.
 */
export function shiftDecimal(text: string, places: number): string | undefined {
  const match = DECIMAL.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  if (digits === '') {
    return undefined;
  }
  const point = whole.length + Number(exponent) + places;
  const before = digits.slice(0, Math.max(point, 0));
  const after = digits.slice(Math.max(point, 0));
  const integer = (before + '0'.repeat(Math.max(point - digits.length, 0)))
    // The zeros in front go, the last one stays.
    .replace(/^0+(?=\d)/, '');
  const decimals = ('0'.repeat(Math.max(-point, 0)) + after).replace(/0+$/, '');
  const magnitude = `${integer || '0'}${decimals ? `.${decimals}` : ''}`;
  return sign === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
}

/** The same number in plain decimal text; undefined when the text is not a decimal number. */
export function plainDecimal(text: string): string | undefined {
  return shiftDecimal(text, 0);
}

/** Turns an exact amount in hundredths (cents, or Copilot credits of 0.01 USD) into major units. */
export function hundredthsToUnits(text: string): string | undefined {
  return shiftDecimal(text, -2);
}
