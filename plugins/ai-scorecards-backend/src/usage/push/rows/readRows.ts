import type { PushAnswer } from 'backstage-plugin-ai-scorecards-common';
import { parseCsv } from '../../../csv/parseCsv';
import { PushError } from '../http/PushError';
import type { PushedRow } from '../PushStore';
import { readPlainRow, ROW_OPTIONAL, ROW_REQUIRED, RowRules } from './plainRow';

/** A push holds at most so many rows. */
export const MOST_ROWS = 50_000;

/** The forms that rows are written in. */
export type RowFormat = 'json' | 'ndjson' | 'csv';

/** A row that was refused: its place, counted from 1 (the line of a CSV or NDJSON), and every fault of it. */
export interface RefusedRow {
  row: number;
  faults: string[];
}

export interface ReadRows {
  /** With the place of each, as in {@link RefusedRow}. */
  rows: (PushedRow & { tool: string; place: number })[];
  refused: RefusedRow[];
}

/**
 * Reads rows of the plain form, each for itself: a faulty one does not keep the others out. Throws a PushError when the
 * whole is not what it says it is.
 */
export function readRows(
  text: string,
  format: RowFormat,
  rules: RowRules,
): ReadRows {
  const result: ReadRows = { rows: [], refused: [] };
  let count = 0;
  for (const { row, value, faults } of valuesOf(text, format, rules)) {
    count += 1;
    if (count > MOST_ROWS) {
      throw new PushError(
        413,
        `A push must not hold more than ${MOST_ROWS} rows: send them in parts`,
      );
    }
    const read = faults ? { faults } : readPlainRow(value, rules);
    if ('faults' in read) result.refused.push({ row, faults: read.faults });
    else result.rows.push({ ...read.row, place: row });
  }
  if (count === 0) throw new PushError(400, 'The body holds no rows');
  return result;
}

interface Value {
  row: number;
  value?: unknown;
  faults?: string[];
}

function valuesOf(
  text: string,
  format: RowFormat,
  rules: RowRules,
): Iterable<Value> {
  switch (format) {
    case 'csv':
      return csvValues(text, rules);
    case 'ndjson':
      return lineValues(text);
    default:
      return jsonValues(text);
  }
}

function csvValues(text: string, { tool }: RowRules): Value[] {
  const required = ROW_REQUIRED.filter(
    name => name !== 'tool' || tool === undefined,
  );
  const optional =
    tool === undefined ? ROW_OPTIONAL : (['tool', ...ROW_OPTIONAL] as const);
  const { lines, faults } = parseCsv(text, required, optional);
  if (lines.length === 0 && faults.length > 0) {
    throw new PushError(400, `The CSV cannot be read: ${faults[0]}`);
  }
  return [
    ...lines.map(({ line, values }) => ({ row: line, value: values })),
    ...faults.map(fault => {
      const [, line, words] = /^line (\d+): (.*)$/s.exec(fault) ?? [];
      return { row: Number(line ?? 1), faults: [words ?? fault] };
    }),
  ];
}

function* lineValues(text: string): Generator<Value> {
  let row = 0;
  // Line by line: a list of millions of empty ones would take more than the text.
  for (let at = 0; at <= text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end);
    at = end + 1;
    row += 1;
    if (line.trim() !== '') {
      try {
        yield { row, value: JSON.parse(line) };
      } catch {
        yield { row, faults: ['the line is not JSON'] };
      }
    }
  }
}

function jsonValues(text: string): Value[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new PushError(400, 'The body is not JSON');
  }
  const rows =
    typeof parsed === 'object' && parsed !== null && 'rows' in parsed
      ? parsed.rows
      : parsed;
  if (!Array.isArray(rows)) {
    throw new PushError(
      400,
      'The body must be a list of rows, or {"rows": […]}',
    );
  }
  return rows.map((value, index) => ({ row: index + 1, value }));
}

/** What a push came to as a whole. */
export function outcomeOf(
  taken: number,
  refused: number,
): PushAnswer['outcome'] {
  if (refused === 0) return 'accepted';
  return taken === 0 ? 'refused' : 'partly-accepted';
}
