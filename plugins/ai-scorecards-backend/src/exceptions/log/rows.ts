import { isPostgres, Queryable } from '../../database';
import { LogHead, LogRow, LogText } from './types';

/** Entries read at a time where all of them are read: little memory, and no long stop for others on SQLite. */
export const BATCH = 2_000;

const COLUMNS = [
  'sequence',
  'at',
  'type',
  'request',
  'exception',
  'team',
  'tool',
  'actor',
  'data',
  'rules',
  'previous',
  'hash',
];

export interface RowsQuery {
  /** Only entries with a higher number. */
  after?: number;
  /** Only entries with a lower number. */
  before?: number;
  limit?: number;
  order: 'oldest' | 'newest';
  request?: string;
  exception?: string;
}

/** Returns stored entries, in order of their numbers. */
export async function readRows(
  db: Queryable,
  query: RowsQuery,
): Promise<LogRow[]> {
  const { after, before, request, exception } = query;
  const builder = db('decision_log')
    .select(COLUMNS)
    .orderBy('sequence', query.order === 'oldest' ? 'asc' : 'desc');
  if (query.limit !== undefined) builder.limit(query.limit);
  if (after !== undefined) builder.where('sequence', '>', after);
  if (before !== undefined) builder.where('sequence', '<', before);
  if (request !== undefined) builder.where({ request });
  if (exception !== undefined) builder.where({ exception });
  const rows: LogRow[] = await builder;
  // A big integer arrives as text from PostgreSQL.
  for (const row of rows) row.sequence = Number(row.sequence);
  return rows;
}

/** Returns the texts beside entries `from` to `to`, both included, in their order. */
export async function readTexts(
  db: Queryable,
  from: number,
  to: number,
): Promise<LogText[]> {
  const rows: LogText[] = await db('decision_log_texts')
    .select('sequence', 'n', 'salt', 'value')
    .whereBetween('sequence', [from, to])
    .orderBy(['sequence', 'n']);
  for (const row of rows) row.sequence = Number(row.sequence);
  return rows;
}

/** Returns the head, or null where somebody deleted it. */
export async function readHead(db: Queryable): Promise<LogHead | null> {
  const row = await db('decision_log_head')
    .select('sequence', 'hash', 'mac')
    .where({ id: 1 })
    .first();
  return row ? { ...row, sequence: Number(row.sequence) } : null;
}

/** Returns the head and keeps every other writer waiting until the transaction ends. */
export async function lockHead(trx: Queryable): Promise<LogHead | null> {
  if (isPostgres(trx)) {
    await trx('decision_log_head').select('id').where({ id: 1 }).forUpdate();
  } else {
    // A write is what takes the lock there.
    await trx('decision_log_head').where({ id: 1 }).update({ id: 1 });
  }
  return readHead(trx);
}
