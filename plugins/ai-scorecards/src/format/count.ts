/** A plain number with the reader's separators, at most `digits` decimals (none by default). */
export function formatCount(
  value: number,
  locale: string,
  digits: number = 0,
): string {
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: digits,
  }).format(value);
}
