import { setTimeout } from 'node:timers/promises';
import type { Knex } from 'knex';
import { isPostgres } from '../../../src/database';

/** What says that somebody looked is written each time: it holds no figure. */
const BOOKKEEPING = ['ledger', 'sources', 'settings', 'stale_periods'];

/** Counts rows inserted, changed or deleted, table by table, but for bookkeeping; tables without any are left out. */
export async function countWrites(
  knex: Knex,
  work: () => Promise<void>,
): Promise<Map<string, number>> {
  return isPostgres(knex)
    ? countOnPostgres(knex, work)
    : countOnSqlite(knex, work);
}

async function countOnPostgres(
  knex: Knex,
  work: () => Promise<void>,
): Promise<Map<string, number>> {
  const counts = async () => {
    // Sessions hand their counts over within a second of their last statement.
    await setTimeout(1_500);
    await knex.raw('select pg_stat_clear_snapshot()');
    const rows: { relname: string; n: string }[] = await knex(
      'pg_stat_user_tables',
    )
      .select(
        'relname',
        knex.raw('sum(n_tup_ins + n_tup_upd + n_tup_del) as n'),
      )
      .whereNotIn('relname', [...BOOKKEEPING, 'knex_migrations_lock'])
      .groupBy('relname');
    return new Map(rows.map(row => [row.relname, Number(row.n)]));
  };
  const before = await counts();
  await work();
  const after = await counts();
  return new Map(
    [...after]
      .map(([table, n]) => [table, n - (before.get(table) ?? 0)] as const)
      .filter(([, n]) => n > 0),
  );
}

async function countOnSqlite(
  knex: Knex,
  work: () => Promise<void>,
): Promise<Map<string, number>> {
  const tables: string[] = await knex('sqlite_master')
    .where({ type: 'table' })
    .andWhere('name', 'not like', 'sqlite_%')
    .andWhere('name', 'not like', 'knex_%')
    .whereNotIn('name', BOOKKEEPING)
    .pluck('name');
  await knex.raw('create table bench_writes (name text)');
  const triggers: string[] = [];
  for (const table of tables) {
    for (const event of ['insert', 'update', 'delete']) {
      const name = `bench_${table}_${event}`;
      triggers.push(name);
      await knex.raw(
        `create trigger ${name} after ${event} on "${table}"
         begin insert into bench_writes values ('${table}'); end`,
      );
    }
  }
  try {
    await work();
    const rows: { name: string; n: number }[] = await knex('bench_writes')
      .select('name')
      .count({ n: '*' })
      .groupBy('name');
    return new Map(rows.map(row => [row.name, Number(row.n)]));
  } finally {
    for (const name of triggers) await knex.raw(`drop trigger ${name}`);
    await knex.schema.dropTable('bench_writes');
  }
}
