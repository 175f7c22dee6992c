import type { PushAnswer } from 'backstage-plugin-ai-scorecards-common';
import { faultText, parseCsv } from '../../../csv/parseCsv';
import { holdsTooMuch } from '../http/jsonSize';
import { PushError } from '../http/PushError';
import type { PushedRow } from '../PushStore';
import { readPlainRow, ROW_OPTIONAL, ROW_REQUIRED, RowRules } from './plainRow';

/** A push holds at most so many rows. */
export const MOST_ROWS = 50_000;

/** Far more than so many rows have; what holds more is not read at all. */
const MOST_VALUES = 40 * MOST_ROWS;
/** So many faults of a row are told. */
const MOST_FAULTS = 20;

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
    if (count > MOST_ROWS) throw tooManyRows();
    const read = faults ? { faults } : readPlainRow(value, rules);
    if ('faults' in read) {
      result.refused.push({ row, faults: read.faults.slice(0, MOST_FAULTS) });
    } else {
      result.rows.push({ ...read.row, place: row });
    }
  }
  if (count === 0) throw new PushError(400, 'The body holds no rows');
  return result;
}

/** Why a push of rows, or of a bill, is too large. */
export function tooManyRows(): PushError {
  return new PushError(
    413,
    `A push must not hold more than ${MOST_ROWS} rows: send them in parts`,
  );
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

function* csvValues(text: string, { tool }: RowRules): Generator<Value> {
  const required = ROW_REQUIRED.filter(
    name => name !== 'tool' || tool === undefined,
  );
  const optional =
    tool === undefined ? ROW_OPTIONAL : (['tool', ...ROW_OPTIONAL] as const);
  const { lines, faults, tooMany } = parseCsv(
    text,
    required,
    optional,
    'refused',
    MOST_ROWS,
  );
  if (tooMany) throw tooManyRows();
  if (lines.length === 0 && faults.length > 0) {
    throw new PushError(400, `The CSV cannot be read: ${faultText(faults[0])}`);
  }
  for (const { line, values } of lines) yield { row: line, value: values };
  for (const { line, words } of faults) yield { row: line, faults: [words] };
}

function refuseTooMuch(text: string): void {
  if (!holdsTooMuch(text, MOST_VALUES)) return;
  throw new PushError(
    413,
    `The body holds more values, or names of them, than ${MOST_ROWS} rows have: send them in parts`,
  );
}

function* lineValues(text: string): Generator<Value> {
  refuseTooMuch(text);
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

function* jsonValues(text: string): Generator<Value> {
  refuseTooMuch(text);
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
  for (const [index, value] of rows.entries()) yield { row: index + 1, value };
}

/** What a push came to as a whole. */
export function outcomeOf(
  taken: number,
  refused: number,
): PushAnswer['outcome'] {
  if (refused === 0) return 'accepted';
  return taken === 0 ? 'refused' : 'partly-accepted';
}
