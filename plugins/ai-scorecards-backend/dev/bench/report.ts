/** One measured ratio beside its bar. */
export interface Finding {
  what: string;
  /** The measured value in the unit of the bar; undefined when it could not be measured. */
  value?: number;
  /** `≤ 1.5 ×` is `{ most: 1.5, unit: '×' }`. */
  bar?: { most?: number; least?: number; unit: string };
  /** The unit of a value that has no bar. */
  unit?: string;
  /** The figures behind it, or why there is none. */
  note: string;
}

export interface Section {
  title: string;
  findings: Finding[];
}

/** A table of findings as text. */
export function tableOf({ title, findings }: Section): string {
  const rows = findings.map(finding => [
    finding.what,
    barText(finding),
    valueText(finding),
    verdict(finding),
    finding.note,
  ]);
  const head = ['what', 'bar', 'measured', 'holds', 'from'];
  const widths = head.map((word, column) =>
    Math.max(word.length, ...rows.map(row => row[column].length)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) =>
        column === cells.length - 1 ? cell : cell.padEnd(widths[column]),
      )
      .join('  ');
  return [
    title,
    line(head),
    line(widths.map(width => '─'.repeat(width))),
    ...rows.map(line),
    '',
  ].join('\n');
}

function barText({ bar }: Finding): string {
  if (!bar) return '';
  return bar.most !== undefined
    ? `≤ ${bar.most} ${bar.unit}`
    : `≥ ${bar.least} ${bar.unit}`;
}

function valueText({ value, bar, unit }: Finding): string {
  return value === undefined
    ? '–'
    : `${rounded(value)} ${bar?.unit ?? unit ?? ''}`;
}

/** Whether a finding holds its bar; undefined where there is none or nothing was measured. */
export function holds({ value, bar }: Finding): boolean | undefined {
  if (value === undefined || !bar) return undefined;
  return bar.most !== undefined
    ? value <= bar.most
    : value >= (bar.least ?? -Infinity);
}

function verdict(finding: Finding): string {
  const held = holds(finding);
  if (held === undefined) return '';
  return held ? 'yes' : 'NO';
}

/** Three significant digits. */
export function rounded(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-GB');
}
