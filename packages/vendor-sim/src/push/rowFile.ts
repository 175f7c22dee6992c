import { World } from '../world';
import { claudeRows } from './claudeRows';
import { csvText } from './csvText';
import { cursorRows } from './cursorRows';
import { PushedRow } from './pushedRow';

/** Forms in which rows may stand in a file, by the ending of its name. */
export const ROW_FORMATS = ['json', 'ndjson', 'csv'] as const;

export type RowFormat = (typeof ROW_FORMATS)[number];

/** What everybody did with Claude Code and Cursor on some UTC days, in the plain form, as the text of a file. */
export function rowFile(
  world: World,
  days: readonly string[],
  format: RowFormat,
): string {
  const rows = days.flatMap(day => [
    ...claudeRows(world, day),
    ...cursorRows(world, day),
  ]);
  switch (format) {
    case 'json':
      return JSON.stringify({ rows });
    case 'ndjson':
      return rows.map(row => JSON.stringify(row)).join('\n');
    default:
      return csvOf(rows);
  }
}

function csvOf(rows: readonly PushedRow[]): string {
  const header = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const cellOf = (value: PushedRow[string] | undefined) =>
    Array.isArray(value) ? value.join(';') : String(value ?? '');
  return csvText([
    header,
    ...rows.map(row => header.map(name => cellOf(row[name]))),
  ]);
}
