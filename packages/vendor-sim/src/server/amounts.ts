/**
 * Amounts as the vendors send them. Inside they are whole numbers, so that
 * the text sent is exact and the truth can repeat it to the digit.
 */

/** Dollars of a count of hundred-millionths, as decimal text without needless zeros. */
export function dollarText(hundredMillionths: number): string {
  const digits = String(hundredMillionths).padStart(9, '0');
  const rest = digits.slice(-8).replace(/0+$/, '');
  return `${digits.slice(0, -8)}${rest ? `.${rest}` : ''}`;
}

/** The decimal text of a count of millionths, without needless zeros. */
export function decimalText(millionths: number): string {
  const whole = Math.floor(millionths / 1_000_000);
  const rest = String(millionths % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return rest ? `${whole}.${rest}` : String(whole);
}

/** The same with six decimals, whatever they are. */
export function fixedDecimalText(millionths: number): string {
  const rest = String(millionths % 1_000_000).padStart(6, '0');
  return `${Math.floor(millionths / 1_000_000)}.${rest}`;
}

/** Dollars, of a count of hundred-millionths, without needless zeros. */
export function dollarText(hundredMillionths: number): string {
  const rest = String(hundredMillionths % 100_000_000)
    .padStart(8, '0')
    .replace(/0+$/, '');
  const whole = Math.floor(hundredMillionths / 100_000_000);
  return rest ? `${whole}.${rest}` : String(whole);
}
