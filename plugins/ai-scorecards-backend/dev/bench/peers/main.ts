import { createRequire } from 'node:module';
import path from 'node:path';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import knexFactory, { Knex } from 'knex';
import { DateTime } from 'luxon';
import { hash } from '../data/hash';
import { PeerAnswer, PeerOptions } from './messages';

/** Runs of a fact retriever that are kept of each entity: a quarter of weeks. */
const RUNS = 13;
const RETRIEVER = 'ai-adoption';
/** As many checks at a time as the peer's own route runs. */
const AT_A_TIME = 100;
const ROUNDS = 3;

interface TechInsightsStore {
  insertFactSchema(schema: object): Promise<void>;
  insertFacts(facts: object): Promise<void>;
  getLatestFactsByIds(ids: string[], entity: string): Promise<object>;
}
interface CopilotStore {
  insertUserMetrics(rows: object[]): Promise<void>;
}

const options: PeerOptions = JSON.parse(process.argv[2]);
const load = createRequire(path.join(options.dir, 'package.json'));
const own = (name: string, file: string) =>
  path.join(options.dir, ...name.split('/'), file);

async function latestOfAll(knex: Knex): Promise<number> {
  const name = '@backstage-community/plugin-tech-insights-backend';
  const { initializePersistenceContext } = load(
    own(name, 'dist/service/persistence/persistenceContext.cjs.js'),
  );
  const context: { techInsightsStore: TechInsightsStore } =
    await initializePersistenceContext(
      { getClient: async () => knex },
      { logger: undefined },
    );
  const store = context.techInsightsStore;
  await store.insertFactSchema({ id: RETRIEVER, version: '1.0.0', schema: {} });
  const teams = Array.from({ length: options.teams }, (_, n) => n);
  for (let run = 0; run < RUNS; run++) {
    await store.insertFacts({
      id: RETRIEVER,
      facts: teams.map(n => ({
        entity: { kind: 'group', namespace: 'default', name: `team-${n}` },
        facts: { active: hash(n, run) % 10, licensed: 10, cost: hash(run, n) },
        timestamp: DateTime.fromISO('2026-08-24').plus({ weeks: run }),
      })),
    });
  }
  await knex.raw('analyze');
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let n = 0; n < teams.length; n += AT_A_TIME) {
      await Promise.all(
        teams
          .slice(n, n + AT_A_TIME)
          .map(team =>
            store.getLatestFactsByIds(
              [RETRIEVER],
              `group:default/team-${team}`,
            ),
          ),
      );
    }
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

/** The share of rows, 0 to 1, that hold the new values after a day was told anew. */
async function corrected(knex: Knex): Promise<number> {
  const name = '@backstage-community/plugin-copilot-backend';
  const { DatabaseHandlerV2 } = load(
    own(name, 'dist/db/DatabaseHandlerV2.cjs.js'),
  );
  const store: CopilotStore = await DatabaseHandlerV2.create({
    database: { getClient: async () => knex },
  });
  const rows = (value: number) =>
    Array.from({ length: options.developers }, (_, n) => ({
      day: addDays('2026-11-22', 0),
      metrics_type: 'organization',
      entity_id: 'acme',
      user_id: n,
      user_login: `developer-${n}`,
      user_initiated_interaction_count: value,
    }));
  await store.insertUserMetrics(rows(1));
  await store.insertUserMetrics(rows(2));
  const row = await knex('copilot_user_metrics')
    .where({ user_initiated_interaction_count: 2 })
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0) / options.developers;
}

async function inDatabase<T>(
  name: string,
  work: (knex: Knex) => Promise<T>,
): Promise<T> {
  const url = new URL(options.postgres);
  const server = knexFactory({ client: 'pg', connection: url.toString() });
  await server.raw('create database ??', [name]);
  await server.destroy();
  url.pathname = `/${name}`;
  const knex = knexFactory({ client: 'pg', connection: url.toString() });
  try {
    return await work(knex);
  } finally {
    await knex.destroy();
  }
}

async function attempt(
  work: () => Promise<number>,
): Promise<{ value: number } | { reason: string }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { reason: String(error).split('\n')[0] };
  }
}

async function main(): Promise<void> {
  const label = options.developers;
  const answer: PeerAnswer = {
    latestMs: await attempt(() =>
      inDatabase(`peer_insights_${label}`, latestOfAll),
    ),
    corrected: await attempt(() =>
      inDatabase(`peer_copilot_${label}`, corrected),
    ),
  };
  process.send?.(answer, () => process.exit(0));
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
