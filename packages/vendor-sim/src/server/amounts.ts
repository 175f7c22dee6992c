/**
 * Amounts as the vendors send them. Inside they are whole numbers, so that
 * the text sent is exact and the truth can repeat it to the digit.
 */

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
