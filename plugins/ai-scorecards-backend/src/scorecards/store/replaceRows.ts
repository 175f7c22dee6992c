import {
  BulkColumns,
  BulkValue,
  isPostgres,
  Queryable,
  writeRows,
} from '../../database';
import { breathe } from '../../breathe';

/** SQLite works on the event loop: so many rows stay well under 50 ms. */
const ROWS_AT_ONCE = 250;

/**
 * Makes `rows` all that a table has of a period: rows that say something else are written again, those that are no more
 * are deleted, and equal ones are left as they are. Returns the rows that differed, as they were and as they are.
 * @param period - the columns and values that all rows have in common
 * @param keys - columns that tell the rows of a period apart
 */
export async function replaceRows<TColumn extends string>(
  trx: Queryable,
  table: string,
  columns: Readonly<Record<TColumn, BulkColumns[string]>>,
  {
    period,
    keys,
  }: { period: Record<string, string>; keys: readonly NoInfer<TColumn>[] },
  rows: readonly Readonly<Record<TColumn, BulkValue>>[],
): Promise<Readonly<Record<TColumn, BulkValue>>[]> {
  const names = Object.keys(columns) as TColumn[];
  const textOf = (row: Readonly<Record<TColumn, BulkValue>>) =>
    JSON.stringify(names.map(name => comparable(columns[name], row[name])));
  const keyOf = (row: Readonly<Record<TColumn, BulkValue>>) =>
    keys.map(key => row[key]).join(' ');

  const stored: Record<TColumn, BulkValue>[] = await trx(table).where(period);
  const gone = new Map(stored.map(row => [keyOf(row), row]));
  const fresh = rows.filter(row => {
    const before = gone.get(keyOf(row));
    const isEqual = before !== undefined && textOf(before) === textOf(row);
    if (isEqual) gone.delete(keyOf(row));
    return !isEqual;
  });
  await breathe();
  if (gone.size > 0 && gone.size === stored.length) {
    await trx(table).where(period).delete();
  } else if (gone.size > 0) {
    const key = keys.map(name => `cast("${name}" as text)`).join(` || ' ' || `);
    const values = isPostgres(trx)
      ? 'select v from json_array_elements_text(?::json) as t(v)'
      : 'select value from json_each(?)';
    await trx(table)
      .where(period)
      .andWhereRaw(`${key} in (${values})`, [JSON.stringify([...gone.keys()])])
      .delete();
  }
  for (let at = 0; at < fresh.length; at += ROWS_AT_ONCE) {
    await breathe();
    await writeRows(trx, table, columns, fresh.slice(at, at + ROWS_AT_ONCE));
  }
  return [...gone.values(), ...fresh];
}

/** A value whatever an engine makes of numbers and truth. */
function comparable(type: BulkColumns[string], value: BulkValue) {
  if (value === null || value === undefined) return null;
  return type === 'boolean' ? Boolean(value) : String(value);
}
