/** What a cell may hold; null is empty. */
export type CsvValue = string | number | null;

/**
 * Writes CSV (RFC 4180, lines end in CR LF). Text that a spreadsheet would take for a formula is led by an apostrophe;
 * amounts are given as numbers or as {@link decimalCell}, which stay what they are.
 */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly (CsvValue | Decimal)[]>,
): string {
  const lines = [header.map(cell).join(',')];
  for (const row of rows) lines.push(row.map(cell).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** Decimal text that may start with a minus and is no formula. */
export interface Decimal {
  decimal: string;
}

/** Throws TypeError for text that is no decimal number. */
export function decimalCell(text: string): Decimal {
  if (!/^-?\d+(\.\d+)?$/.test(text)) {
    throw new TypeError(`${text} is no decimal number`);
  }
  return { decimal: text };
}

function cell(value: CsvValue | Decimal): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return value.decimal;
  const safe = /^[\s]*[=+\-@]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
