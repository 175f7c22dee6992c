import { mockServices } from '@backstage/backend-test-utils';
import { OPEN_END } from '../../org/types';
import {
  CostRecord,
  CostSource,
  DayAnswer,
  SeatRecord,
  SeatSource,
  UsageRecord,
  UsageSource,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock } from '../../clock';
import type { AiScorecardsConfig } from '../../config';
import { dayText, StalePeriods } from '../../database';
import { IdentityStore } from '../../identities';
import { LateAnswers } from '../../outcomes/LateAnswers';
import { OutcomeStore } from '../../outcomes/OutcomeStore';
import {
  RepositoriesToCollect,
  SlugsOf,
} from '../../outcomes/RepositoriesToCollect';
import { ToolStore } from '../../tools';
import { Collector, CollectorOptions } from '../Collector';
import { CostLineStore } from '../CostLineStore';
import { DayRecorder } from '../DayRecorder';
import { LedgerStore } from '../LedgerStore';
import { Precedence } from '../precedence';
import { SeatStore } from '../SeatStore';
import { SourceStore } from '../SourceStore';
import { UsageStore } from '../UsageStore';

/** A clock that tests move. */
export class TestClock implements Clock {
  at: string;

  constructor(at: string) {
    this.at = at;
  }

  now(): Date {
    return new Date(this.at);
  }
}

/** What records days, over one database. */
export function recorderOf(
  knex: Knex,
  precedence: Pick<Precedence, 'choose'>,
  clock: Clock = new TestClock('2026-03-10T12:00:00.000Z'),
): DayRecorder {
  const stale = new StalePeriods(knex);
  const accounts = new IdentityStore(knex, clock, stale);
  return new DayRecorder({
    knex,
    ledger: new LedgerStore(knex),
    stale,
    usage: new UsageStore(accounts),
    costs: new CostLineStore(),
    seats: new SeatStore(accounts, stale),
    precedence,
    outcomes: new OutcomeStore(accounts, stale),
  });
}

/** Everything that collection is made of, over one database. */
export function createHarness(
  knex: Knex,
  at = '2026-03-10T12:00:00.000Z',
  options: Partial<CollectorOptions> & { slugsOf?: SlugsOf } = {},
  precedence: AiScorecardsConfig['precedence'] = { tools: {}, configured: [] },
) {
  const clock = new TestClock(at);
  const stale = new StalePeriods(knex);
  const sources = new SourceStore(knex, new ToolStore(knex, stale), stale);
  const ledger = new LedgerStore(knex);
  const recorder = recorderOf(knex, new Precedence({ precedence }), clock);
  const logger = mockServices.logger.mock();
  const collector = new Collector({
    clock,
    machine: clock,
    logger,
    backfillDays: 5,
    currency: 'USD',
    sources,
    ledger,
    recorder,
    repositories: new RepositoriesToCollect({
      knex,
      ledger,
      slugsOf: options.slugsOf ?? (async () => new Set()),
    }),
    late: new LateAnswers({ knex, ledger, clock, logger }),
    onCollected: () => undefined,
    ...options,
  });
  return { clock, stale, sources, ledger, recorder, collector, logger, knex };
}

export type Harness = ReturnType<typeof createHarness>;

const base = {
  namespace: 'github',
  tool: 'resource:default/github-copilot',
  configKey: 'github',
  access: 'Ask for read access.',
  test: async () => undefined,
};

export function usageSource(
  collectDay: UsageSource['collectDay'],
  parts: Partial<UsageSource> = {},
): UsageSource {
  return {
    ...base,
    id: 'copilot-usage',
    title: 'Copilot usage',
    kind: 'usage',
    settleDays: 3,
    collectDay,
    ...parts,
  };
}

export function seatSource(
  collectSnapshot: SeatSource['collectSnapshot'],
  parts: Partial<SeatSource> = {},
): SeatSource {
  return {
    ...base,
    id: 'copilot-seats',
    title: 'Copilot seats',
    kind: 'seats',
    settleDays: 0,
    collectSnapshot,
    ...parts,
  };
}

export function costSource(collectDay: CostSource['collectDay']): CostSource {
  return {
    ...base,
    id: 'bill',
    title: 'The bill',
    kind: 'cost',
    settleDays: 2,
    collectDay,
  };
}

/** An answer over a list, as a source would stream it. */
export function answer<T extends UsageRecord | SeatRecord | CostRecord>(
  records: readonly (T | { type: 'unreadable'; raw: string; reason: string })[],
): DayAnswer<T> {
  async function* stream() {
    yield* records;
  }
  return { state: 'data', records: stream() };
}

export function seatRecord(
  login: string | null,
  createdOn: string | null,
  endsOn: string | null = null,
): SeatRecord {
  return {
    type: 'seat',
    account: login === null ? null : { key: login, kind: 'login', login },
    createdOn,
    endsOn,
    plan: 'business',
  };
}

/** Everything collected, by names instead of ids and without the times of fetching: what must be equal again. */
export async function dump(knex: Knex) {
  const named = (table: string) =>
    knex(table)
      .join('sources', 'sources.id', `${table}.source_id`)
      .join('tools', 'tools.id', `${table}.tool_id`)
      .select(`${table}.*`, 'sources.key', 'tools.entity_ref');
  const facts = await named('usage_facts')
    .join('identities', 'identities.id', 'usage_facts.identity_id')
    .select('account', dayText(knex, 'usage_facts.day', 'day'))
    .orderBy(['usage_facts.day', 'account', 'key']);
  const models = await knex('usage_models')
    .join('identities', 'identities.id', 'usage_models.identity_id')
    .select('usage_models.*', 'account')
    .orderBy(['day', 'account', 'model']);
  const seats = await knex('seats')
    .join('identities', 'identities.id', 'seats.identity_id')
    .join('tools', 'tools.id', 'seats.tool_id')
    .select('account', 'entity_ref', 'valid_from', 'valid_to', 'plan')
    .orderBy(['account', 'valid_from', 'seats.source_id']);
  const lines = await named('cost_facts').orderBy(['day', 'line']);
  const ledger = await knex('ledger')
    .join('sources', 'sources.id', 'ledger.source_id')
    .select(
      'key',
      'day',
      'state',
      'rows',
      'unreadable',
      'checksum',
      'exact_usage',
      'exact_value',
    )
    .orderBy(['key', 'day']);
  const snapshots = await named('seat_snapshots').orderBy('day');
  const unreadable = await knex('unreadable_rows').orderBy(['day', 'line']);
  return JSON.parse(
    JSON.stringify({
      facts,
      models,
      seats,
      lines,
      ledger,
      snapshots,
      unreadable,
    }),
    // Ids follow the order of events, which may differ.
    (key, value) =>
      ['identity_id', 'source_id', 'tool_id'].includes(key) ? undefined : value,
  );
}

/** Days that wait to be worked out, newest first. */
export async function staleDays({ stale }: Harness): Promise<string[]> {
  return (await stale.list('day', 1000)).map(({ period }) => period);
}

export async function clearStale(knex: Knex): Promise<void> {
  await knex('stale_periods').delete();
}

/** Statements that changed one of some tables, while `run` ran. */
export async function writesTo(
  knex: Knex,
  tables: readonly string[],
  run: () => Promise<unknown>,
): Promise<string[]> {
  const written: string[] = [];
  const note = ({ sql }: { sql: string }) => {
    const found = /^(?:insert into|update|delete from) [`"]?(\w+)/i.exec(sql);
    if (found && tables.includes(found[1])) written.push(sql);
  };
  knex.on('query', note);
  try {
    await run();
  } finally {
    knex.removeListener('query', note);
  }
  return written;
}

export { OPEN_END };
