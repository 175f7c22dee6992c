import { setTimeout } from 'node:timers/promises';
import type { Knex } from 'knex';
import { isPostgres } from '../../../src/database';

/** What says that somebody looked is written each time: it holds no figure. */
const BOOKKEEPING = ['ledger', 'sources', 'settings', 'stale_periods'];

/** Counts rows inserted, changed or deleted in the plugin's tables, but for its bookkeeping. */
export async function countWrites(
  knex: Knex,
  work: () => Promise<void>,
): Promise<number> {
  return isPostgres(knex)
    ? countOnPostgres(knex, work)
    : countOnSqlite(knex, work);
}

async function countOnPostgres(
  knex: Knex,
  work: () => Promise<void>,
): Promise<number> {
  const total = async () => {
    // Sessions hand their counts over within a second of their last statement.
    await setTimeout(1_500);
    await knex.raw('select pg_stat_clear_snapshot()');
    const row = await knex('pg_stat_user_tables')
      .sum({ n: knex.raw('n_tup_ins + n_tup_upd + n_tup_del') })
      .whereNotIn('relname', [...BOOKKEEPING, 'knex_migrations_lock'])
      .first();
    return Number(row?.n ?? 0);
  };
  const before = await total();
  await work();
  return (await total()) - before;
}

async function countOnSqlite(
  knex: Knex,
  work: () => Promise<void>,
): Promise<number> {
  const tables: string[] = await knex('sqlite_master')
    .where({ type: 'table' })
    .andWhere('name', 'not like', 'sqlite_%')
    .andWhere('name', 'not like', 'knex_%')
    .whereNotIn('name', BOOKKEEPING)
    .pluck('name');
  await knex.raw('create table bench_writes (n integer)');
  await knex('bench_writes').insert({ n: 0 });
  const triggers: string[] = [];
  for (const table of tables) {
    for (const event of ['insert', 'update', 'delete']) {
      const name = `bench_${table}_${event}`;
      triggers.push(name);
      await knex.raw(
        `create trigger ${name} after ${event} on "${table}"
         begin update bench_writes set n = n + 1; end`,
      );
    }
  }
  try {
    await work();
    const row = await knex('bench_writes').first();
    return Number(row?.n ?? 0);
  } finally {
    for (const name of triggers) await knex.raw(`drop trigger ${name}`);
    await knex.schema.dropTable('bench_writes');
  }
}
