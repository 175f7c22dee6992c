import type { Knex } from 'knex';
import { isPostgres } from '../../../src/database';

/** What says that somebody looked is written each time: it holds no figure. */
const BOOKKEEPING = [
  'ledger',
  'sources',
  'settings',
  'stale_periods',
  'task_signs',
];
const COUNTER = 'bench_writes';

/**
 * Counts rows inserted, changed or deleted, table by table, but for bookkeeping; tables without any are left out. Counts
 * by triggers: what the server's own statistics say comes late, and then counts what was written before.
 */
export async function countWrites(
  knex: Knex,
  work: () => Promise<void>,
): Promise<Map<string, number>> {
  const tables = await tablesOf(knex);
  await knex.raw(`create table ${COUNTER} (name text)`);
  const undo = isPostgres(knex)
    ? await watchOnPostgres(knex, tables)
    : await watchOnSqlite(knex, tables);
  try {
    await work();
    const rows: { name: string; n: number }[] = await knex(COUNTER)
      .select('name')
      .count({ n: '*' })
      .groupBy('name');
    return new Map(rows.map(row => [row.name, Number(row.n)]));
  } finally {
    for (const statement of undo) await knex.raw(statement);
    await knex.schema.dropTable(COUNTER);
  }
}

async function tablesOf(knex: Knex): Promise<string[]> {
  const all = isPostgres(knex)
    ? await knex('pg_tables')
        .whereRaw('schemaname = current_schema()')
        .pluck('tablename')
    : await knex('sqlite_master')
        .where({ type: 'table' })
        .andWhere('name', 'not like', 'sqlite_%')
        .pluck('name');
  return all.filter(
    (name: string) =>
      !/^backstage_|knex_/.test(name) && !BOOKKEEPING.includes(name),
  );
}

/** Returns the statements that undo it. */
async function watchOnPostgres(
  knex: Knex,
  tables: readonly string[],
): Promise<string[]> {
  await knex.raw(
    `create function bench_count() returns trigger language plpgsql as $$
     begin insert into ${COUNTER} values (tg_table_name); return null; end $$`,
  );
  for (const table of tables) {
    await knex.raw(
      `create trigger bench_count after insert or update or delete on "${table}"
       for each row execute function bench_count()`,
    );
  }
  return ['drop function bench_count() cascade'];
}

async function watchOnSqlite(
  knex: Knex,
  tables: readonly string[],
): Promise<string[]> {
  const undo: string[] = [];
  for (const table of tables) {
    for (const event of ['insert', 'update', 'delete']) {
      const name = `bench_${table}_${event}`;
      undo.push(`drop trigger ${name}`);
      await knex.raw(
        `create trigger ${name} after ${event} on "${table}"
         begin insert into ${COUNTER} values ('${table}'); end`,
      );
    }
  }
  return undo;
}
