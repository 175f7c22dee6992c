/** Cells as CSV, quoted where they have to be. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const cellOf = (text: string) =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return `${rows.map(row => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}
