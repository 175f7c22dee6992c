import type { Knex } from 'knex';
import { copyRows } from './copy';
import { isPostgres, Queryable } from './Database';

/**
 * How a column is kept. Texts are `text`, and so are days, but for those of the largest tables, which are `day`: a date
 * on PostgreSQL and text on SQLite. Counts, ids, smallints and money are `integer`.
 */
export type ColumnType = 'text' | 'day' | 'integer' | 'boolean';

export type BulkValue = string | number | bigint | boolean | null | undefined;

/** The columns of one bulk write, in order, with their types. */
export type BulkColumns = Readonly<Record<string, ColumnType>>;

export interface BulkOptions {
  /** Columns of the unique key that decides whether a row is there already. Without it a repeated key throws. */
  conflict?: {
    keys: readonly string[];
    /** Columns taken from the new row; left out, the stored row stays as it is. Equal rows are not written. */
    update?: readonly string[];
  };
}

const POSTGRES_TYPES: Record<ColumnType, string> = {
  text: 'text',
  day: 'date',
  integer: 'bigint',
  boolean: 'boolean',
};

/** One JSON parameter holds at most this many rows. */
const ROWS_PER_STATEMENT = 10_000;
/** The driver of SQLite works on the event loop: meanwhile nobody is answered. */
const ROWS_PER_SQLITE_STATEMENT = 2_000;
/** From here on COPY is worth its set-up on PostgreSQL. */
const COPY_FROM_ROWS = 50;

/**
 * Writes rows many times faster than the query builder does: one JSON parameter for thousands of rows on both engines,
 * and COPY for big plain inserts on PostgreSQL. Rows of one call must not repeat a key among themselves.
 * Returns the number of rows written: a row that was there already and is equal is not written.
 */
export async function writeRows<TColumn extends string>(
  trx: Queryable,
  table: string,
  columns: Readonly<Record<TColumn, ColumnType>>,
  rows: readonly Readonly<Record<TColumn, BulkValue>>[],
  options: BulkOptions = {},
): Promise<number> {
  const names = Object.keys(columns) as TColumn[];
  if (rows.length === 0) return 0;
  if (
    isPostgres(trx) &&
    trx.isTransaction &&
    !options.conflict &&
    rows.length >= COPY_FROM_ROWS
  ) {
    await copyRows(trx as Knex.Transaction, table, names, rows);
    return rows.length;
  }
  let written = 0;
  const most = rowsAtOnce(trx);
  for (let start = 0; start < rows.length; start += most) {
    const part = rows.slice(start, start + most);
    written += await writePart(trx, table, columns, names, part, options);
  }
  return written;
}

async function writePart<TColumn extends string>(
  trx: Queryable,
  table: string,
  columns: Readonly<Record<TColumn, ColumnType>>,
  names: TColumn[],
  rows: readonly Readonly<Record<TColumn, BulkValue>>[],
  options: BulkOptions,
): Promise<number> {
  const postgres = isPostgres(trx);
  const quoted = names.map(name => `"${name}"`).join(', ');
  const source = sourceOf(postgres, columns, names);
  // `where true` keeps SQLite from reading `on conflict` as a join constraint.
  const sql = `insert into "${table}" (${quoted}) select ${quoted} from ${source} where true${conflictClause(
    table,
    postgres,
    options,
  )}`;
  return affected(await trx.raw(sql, [jsonOf(postgres, names, rows)]));
}

/**
 * Changes many rows, found by one key column, in one statement for thousands of them. Every other column given is
 * set. Returns the number of rows found.
 */
export async function updateRows<TColumn extends string>(
  trx: Queryable,
  table: string,
  key: NoInfer<TColumn>,
  columns: Readonly<Record<TColumn, ColumnType>>,
  rows: readonly Readonly<Record<TColumn, BulkValue>>[],
): Promise<number> {
  const postgres = isPostgres(trx);
  const names = Object.keys(columns) as TColumn[];
  const set = names
    .filter(name => name !== key)
    .map(name => `"${name}" = r."${name}"`)
    .join(', ');
  const source = sourceOf(postgres, columns, names);
  const sql = `update "${table}" set ${set} from ${source} where "${table}"."${key}" = r."${key}"`;
  let found = 0;
  const most = rowsAtOnce(trx);
  for (let start = 0; start < rows.length; start += most) {
    const part = rows.slice(start, start + most);
    found += affected(await trx.raw(sql, [jsonOf(postgres, names, part)]));
  }
  return found;
}

function rowsAtOnce(trx: Queryable): number {
  return isPostgres(trx) ? ROWS_PER_STATEMENT : ROWS_PER_SQLITE_STATEMENT;
}

/** Returns rows as a table `r` to select from: they travel in one parameter. */
export function givenRows<TColumn extends string>(
  knex: Queryable,
  columns: Readonly<Record<TColumn, ColumnType>>,
  rows: readonly Readonly<Record<TColumn, BulkValue>>[],
): Knex.Raw {
  const postgres = isPostgres(knex);
  const names = Object.keys(columns) as TColumn[];
  return knex.raw(sourceOf(postgres, columns, names), [
    jsonOf(postgres, names, rows),
  ]);
}

/** The rows of one JSON parameter as a table `r`. */
function sourceOf<TColumn extends string>(
  postgres: boolean,
  columns: Readonly<Record<TColumn, ColumnType>>,
  names: readonly TColumn[],
): string {
  if (postgres) {
    const typed = names.map(
      name => `"${name}" ${POSTGRES_TYPES[columns[name]]}`,
    );
    return `json_to_recordset(?::json) as r(${typed.join(', ')})`;
  }
  const extracted = names.map(
    (name, index) => `json_extract(value, '$[${index}]') as "${name}"`,
  );
  return `(select ${extracted.join(', ')} from json_each(?)) as r`;
}

/** Rows travel as objects to PostgreSQL, which names columns, and as lists to SQLite, which is faster by position. */
function jsonOf<TColumn extends string>(
  postgres: boolean,
  names: readonly TColumn[],
  rows: readonly Readonly<Record<TColumn, BulkValue>>[],
): string {
  return postgres
    ? JSON.stringify(rows.map(row => asObject(names, row)))
    : JSON.stringify(rows.map(row => names.map(name => jsonValue(row[name]))));
}

function conflictClause(
  table: string,
  postgres: boolean,
  { conflict }: BulkOptions,
): string {
  if (!conflict) return '';
  const target = conflict.keys.map(key => `"${key}"`).join(', ');
  const update = conflict.update ?? [];
  if (update.length === 0) return ` on conflict (${target}) do nothing`;
  const differs = postgres ? 'is distinct from' : 'is not';
  const set = update.map(name => `"${name}" = excluded."${name}"`).join(', ');
  const changed = update
    .map(name => `"${table}"."${name}" ${differs} excluded."${name}"`)
    .join(' or ');
  return ` on conflict (${target}) do update set ${set} where ${changed}`;
}

/** JSON has no big integers: they travel as text, which both engines turn back by the column's type. */
function jsonValue(value: BulkValue): string | number | boolean | null {
  if (value === undefined) return null;
  return typeof value === 'bigint' ? value.toString() : value;
}

function asObject<TColumn extends string>(
  names: readonly TColumn[],
  row: Readonly<Record<TColumn, BulkValue>>,
): Record<string, string | number | boolean | null> {
  const result: Record<string, string | number | boolean | null> = {};
  for (const name of names) {
    const value = jsonValue(row[name]);
    // What is left out is read as null.
    if (value !== null) result[name] = value;
  }
  return result;
}

/** Rows touched by a raw statement: `rowCount` on PostgreSQL, `changes` on SQLite. */
function affected(result: unknown): number {
  const { rowCount, changes } = (result ?? {}) as {
    rowCount?: number | null;
    changes?: number;
  };
  return Number(rowCount ?? changes ?? 0);
}

/**
 * Returns a column of type `day` as text, under a name of its own where one is given: a driver that reads a date turns it
 * into a local midnight. Conditions take such a column as it is and compare it with text.
 */
export function dayText(knex: Queryable, column: string, name?: string) {
  return name === undefined
    ? knex.raw('cast(?? as text)', [column])
    : knex.raw('cast(?? as text) as ??', [column, name]);
}

/**
 * Returns a condition `column in (values)` for `whereRaw`, however many values there are: they travel in one
 * parameter, so no engine's limit on parameters is met.
 */
export function inList(
  knex: Queryable,
  column: string,
  values: readonly (string | number)[],
): Knex.Raw {
  const name = column
    .split('.')
    .map(part => `"${part}"`)
    .join('.');
  if (!isPostgres(knex)) {
    return knex.raw(`${name} in (select value from json_each(?))`, [
      JSON.stringify(values),
    ]);
  }
  // An empty list is of no type.
  if (values.length === 0) return knex.raw('1 = 0');
  // Arrays, of which the planner knows the length: of a list in JSON it knows nothing, and reads whole tables. Numbers of
  // two widths are not hashed by `any`.
  if (values.every(value => typeof value === 'number')) {
    return knex.raw(`${name} in (select unnest(?::bigint[]))`, [[...values]]);
  }
  return knex.raw(`${name} = any(?::text[])`, [values.map(String)]);
}
