import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { UsageSource } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { systemClock } from '../../../src/clock';
import { isPostgres, migrate, StalePeriods } from '../../../src/database';
import { copyText } from '../../../src/database/copy';
import { IdentityStore } from '../../../src/identities';
import { ToolStore } from '../../../src/tools';
import { AggregatedDay, aggregateDay } from '../../../src/usage/aggregateDay';
import {
  FACT_COLUMNS,
  positionOf,
  storedCounters,
} from '../../../src/usage/factColumns';
import { SourceStore, StoredSource } from '../../../src/usage/SourceStore';
import { UsageStore } from '../../../src/usage/UsageStore';
import { benchSources } from '../data/sources';
import { Finding, rounded } from '../report';

const FIRST_DAY = '2026-03-02';
const ROUNDS = 3;
const PIECE = 1_000;
const TOKENS_IN = positionOf('tokens_in');
const COLUMNS = [
  'day',
  'identity_id',
  'tool_id',
  'source_id',
  'active',
  'features',
  'reported',
  ...FACT_COLUMNS,
] as const;

/** What writing a day of facts took, in rows a second: the plugin's own store, and the least the engine needs. */
export interface WriteSpeed {
  rows: number;
  store: number;
  raw: number;
  /** Share of the rows, 0 to 1, that hold the new figures after a day was told anew. */
  corrected: number;
}

/**
 * Writes days with a row for each of `developers` × 3 accounts: through the store, known accounts and a new day each
 * time, and as raw rows into a table with the same columns, key and index. Takes the middle of three.
 */
export async function measureWriting(
  knex: Knex,
  developers: number,
): Promise<WriteSpeed> {
  await migrate(knex);
  const stale = new StalePeriods(knex);
  const sources = benchSources({
    developers,
    firstDay: FIRST_DAY,
    isDense: () => true,
  }).filter((source): source is UsageSource => source.kind === 'usage');
  const register = new SourceStore(knex, new ToolStore(knex, stale), stale);
  const stored: StoredSource[] = [];
  for (const source of sources) stored.push(await register.register(source));
  const store = new UsageStore(new IdentityStore(knex, systemClock, stale));
  const raw = await rawWriter(knex);

  const writeDay = async (day: string, facts: AggregatedDay[]) => {
    const start = performance.now();
    for (const [index, source] of sources.entries()) {
      await knex.transaction(trx =>
        store.replaceDay(
          trx,
          stored[index],
          source.namespace,
          day,
          facts[index],
        ),
      );
    }
    return performance.now() - start;
  };
  const times = { store: [] as number[], raw: [] as number[] };
  let rows = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const day = addDays(FIRST_DAY, round);
    const facts = await Promise.all(sources.map(each => dayOf(each, day)));
    const plain: Row[] = [];
    for (const [index, fact] of facts.entries()) {
      const firstId = index * developers;
      plain.push(...(await rowsOf(fact, day, index + 1, firstId)));
    }
    rows = plain.length;
    const own = await writeDay(day, facts);
    const least = await raw.write(plain);
    await closeAll(facts);
    // The first day makes the accounts known; every other one finds them.
    if (round > 0) {
      times.store.push(own);
      times.raw.push(least);
    }
  }
  raw.close();
  const restated = addDays(FIRST_DAY, 1);
  const told = await Promise.all(sources.map(each => dayOf(each, FIRST_DAY)));
  await writeDay(restated, told);
  const corrected = await shareThatHolds(knex, restated, told);
  await closeAll(told);
  const speed = (list: number[]) =>
    rows / (list.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] / 1000);
  return { rows, store: speed(times.store), raw: speed(times.raw), corrected };
}

async function closeAll(days: readonly AggregatedDay[]): Promise<void> {
  for (const day of days) await day.close();
}

async function shareThatHolds(
  knex: Knex,
  day: string,
  told: readonly AggregatedDay[],
): Promise<number> {
  const sorted = (numbers: readonly unknown[]) =>
    numbers.map(Number).sort((a, b) => a - b);
  let held = 0;
  let rows = 0;
  for (const [index, facts] of told.entries()) {
    const stored = sorted(
      await knex('usage_facts')
        .where({ day, source_id: index + 1 })
        .pluck('tokens_in'),
    );
    const given: unknown[] = [];
    for await (const piece of facts.facts(PIECE)) {
      given.push(...piece.map(({ counters }) => counters[TOKENS_IN]));
    }
    const wanted = sorted(given);
    rows += wanted.length;
    held += wanted.filter((value, at) => stored[at] === value).length;
  }
  return held / rows;
}

export function writingFinding(knex: Knex, speed: WriteSpeed): Finding {
  const postgres = isPostgres(knex);
  const raw = postgres ? 'raw COPY' : 'native prepared upserts';
  return {
    what: `facts of a day, written from Node, of ${raw}`,
    value: (100 * speed.store) / speed.raw,
    bar: { least: postgres ? 35 : 40, unit: '%' },
    note: `${speed.rows.toLocaleString('en-GB')} rows: ${rounded(
      speed.store,
    )} rows/s, raw ${rounded(speed.raw)} rows/s`,
  };
}

const quietLogger: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => quietLogger,
};

async function dayOf(source: UsageSource, day: string): Promise<AggregatedDay> {
  const answer = await source.collectDay(day, {
    signal: new AbortController().signal,
    logger: quietLogger,
  });
  if (answer.state !== 'data') throw new Error('The bench has every day');
  return aggregateDay(answer.records, { day, currency: 'USD' });
}

type Row = (string | number | boolean | null)[];

async function rowsOf(
  facts: AggregatedDay,
  day: string,
  tool: number,
  firstId: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const piece of facts.facts(PIECE)) {
    for (const fact of piece) {
      const row: Record<(typeof COLUMNS)[number], Row[number]> = {
        day,
        identity_id: firstId + rows.length + 1,
        tool_id: tool,
        source_id: tool,
        active: fact.active,
        features: fact.features || null,
        ...storedCounters(fact.counters),
      };
      rows.push(COLUMNS.map(name => row[name]));
    }
  }
  return rows;
}

/** What is used of the driver itself. */
interface NativeSqlite {
  prepare(sql: string): { run(values: Row): unknown };
  transaction(
    work: (rows: readonly Row[]) => void,
  ): (rows: readonly Row[]) => void;
}

interface RawWriter {
  /** Milliseconds for all rows, in one transaction. */
  write(rows: readonly Row[]): Promise<number>;
  close(): void;
}

async function rawWriter(knex: Knex): Promise<RawWriter> {
  return isPostgres(knex) ? copyWriter(knex) : upsertWriter(knex);
}

async function copyWriter(knex: Knex): Promise<RawWriter> {
  await knex.raw('create table raw_facts (like usage_facts including all)');
  return {
    async write(rows) {
      const start = performance.now();
      await knex.transaction(async trx => {
        const client: Client = await trx.client.acquireConnection();
        await pipeline(
          Readable.from(pieces(rows)),
          client.query(
            copyFrom(`copy raw_facts (${COLUMNS.join()}) from stdin`),
          ),
        );
      });
      return performance.now() - start;
    },
    close() {},
  };
}

/** Rows as COPY's text, a quarter of a megabyte at a time. */
function* pieces(rows: readonly Row[]): Generator<string> {
  let piece = '';
  for (const row of rows) {
    piece += `${row.map(copyText).join('\t')}\n`;
    if (piece.length > 256 * 1024) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

async function upsertWriter(knex: Knex): Promise<RawWriter> {
  const [{ sql }] = await knex('sqlite_master')
    .select('sql')
    .where({ name: 'usage_facts' });
  await knex.raw(sql.replace('usage_facts', 'raw_facts'));
  await knex.schema.alterTable('raw_facts', table =>
    table.index(['identity_id', 'day']),
  );
  const update = COLUMNS.slice(4).map(name => `${name} = excluded.${name}`);
  const statement = `insert into raw_facts (${COLUMNS.join()}) values (${COLUMNS.map(
    () => '?',
  ).join()})
     on conflict (day, identity_id, tool_id, source_id) do update set ${update.join()}`;
  return {
    async write(rows) {
      const ready = rows.map(row =>
        row.map(value => (typeof value === 'boolean' ? Number(value) : value)),
      );
      // The one connection that there is: the store under measure needs it between two writes.
      const database: NativeSqlite = await knex.client.acquireConnection();
      try {
        const start = performance.now();
        const insert = database.prepare(statement);
        database.transaction((list: readonly Row[]) => {
          for (const row of list) insert.run(row);
        })(ready);
        return performance.now() - start;
      } finally {
        await knex.client.releaseConnection(database);
      }
    },
    close() {},
  };
}
