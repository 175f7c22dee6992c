import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { isAiAction, toMicros } from 'backstage-plugin-ai-scorecards-common';
import {
  AccountRef,
  UnreadableRecord,
  UsageFeature,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { accountKey } from '../identities';
import { CounterTable, FACT_COLUMNS, FactColumn } from './counterTable';
import { ExactSum } from './exactSum';
import { Repetitions, SENT_TWICE } from './Repetitions';
import { cleanText, UnreadableRow, UnreadableRows } from './unreadableRows';
import { largestOf, usageRecordFault } from './usageRecordFault';

/** Bits of a fact's features; the table's comment says the same. */
export const FEATURE_BITS: Record<UsageFeature, number> = {
  completion: 1,
  chat: 2,
  agent: 4,
  cli: 8,
  review: 16,
  other: 32,
};

const MODEL_CHARACTERS = 100;

const MONEY_COLUMN: Record<'usage' | 'value', FactColumn> = {
  usage: 'usage_micros',
  value: 'value_micros',
};
const MONEY_FIELD = { usage: 'usageMicros', value: 'valueMicros' } as const;

const MODEL_SUMS = [
  'tokensIn',
  'tokensOut',
  'usageMicros',
  'valueMicros',
] as const satisfies readonly (keyof ModelFact)[];

/** So many facts are summed up before the event loop may turn to page requests. */
const BURST = 2_000;

/** What one model did for an account on the day. */
export interface ModelFact {
  model: string;
  tokensIn: number | null;
  tokensOut: number | null;
  usageMicros: number | null;
  valueMicros: number | null;
}

/** A vendor's day, summed to one fact an account, whatever the order of its rows. */
export interface AggregatedDay {
  /** Vendor rows that count: repetitions and unreadable rows left out. */
  rows: number;
  /** Accounts by fact; keys are lower case and unique. */
  accounts: readonly AccountRef[];
  counters: CounterTable;
  /** By fact: had an AI action. */
  active: readonly boolean[];
  /** By fact: see {@link FEATURE_BITS}. */
  features: readonly number[];
  /** Facts in the order of their account keys. */
  order: readonly number[];
  /** By fact: models in the order of their names, for facts that have any. */
  models: ReadonlyMap<number, readonly ModelFact[]>;
  unreadable: {
    count: number;
    kept: readonly UnreadableRow[];
    tooMany: boolean;
  };
  /** Exact sums of all amounts before rounding, decimal text in major units; null when none was reported. */
  exactUsage: string | null;
  exactValue: string | null;
  /** Whether any row carried credits; null without rows. */
  creditsKnown: boolean | null;
  /** Whether any amount is an estimate, by its own word. */
  estimated: boolean;
  /** Equal for equal facts and unreadable rows. */
  checksum: string;
}

interface Options {
  /** The UTC day that was asked for. */
  day: string;
  /** ISO 4217; an amount in another currency cannot be added and makes its row unreadable. */
  currency: string;
  /** The rows are those of a bill: they say what was paid, not that somebody acted. */
  isBill?: boolean;
  /**
   * The rows came one by one, each looked at when it came: one that cannot be counted after all is told of, but does not
   * make the day unusable, for it cannot be had again.
   */
  isPushed?: boolean;
}

/** Sums vendor rows to one fact an account. */
export class DayAggregator {
  readonly #options: Options;
  readonly #byKey = new Map<string, number>();
  readonly #accounts: AccountRef[] = [];
  readonly #active: boolean[] = [];
  readonly #features: number[] = [];
  readonly #counters = new CounterTable();
  readonly #models = new Map<number, Map<string, ModelFact>>();
  readonly #unreadable = new UnreadableRows();
  readonly #exact = { usage: new ExactSum(), value: new ExactSum() };
  readonly #repetitions = new Repetitions();
  #rows = 0;
  #credits = false;
  #estimated = false;

  constructor(options: Options) {
    this.#options = options;
  }

  add(record: UsageRecord | UnreadableRecord): void {
    if (record.type === 'unreadable') {
      this.#unreadable.add(record);
      return;
    }
    const fault = usageRecordFault(record, this.#options);
    if (fault) {
      this.#unreadable.add({ raw: JSON.stringify(record), reason: fault });
      return;
    }
    if (record.dedupeKey !== undefined && this.#isRepetition(record)) return;
    this.#rows += 1;
    this.#sum(this.#factOf(record.account), record);
  }

  /** A row that has the key of another and says something else is no repetition, and not to be trusted either. */
  #isRepetition(record: UsageRecord): boolean {
    const look = this.#repetitions.look(record.dedupeKey!, record);
    if (look === 'different') {
      this.#unreadable.add({ raw: JSON.stringify(record), reason: SENT_TWICE });
    }
    return look !== 'first';
  }

  #factOf(account: AccountRef): number {
    const key = accountKey(account.key);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      this.#accounts[known] = mergeAccounts(this.#accounts[known], account);
      return known;
    }
    const fact = this.#counters.addRow();
    this.#byKey.set(key, fact);
    this.#accounts.push({ ...account, key });
    this.#active.push(false);
    this.#features.push(0);
    return fact;
  }

  #sum(fact: number, record: UsageRecord): void {
    const { counters } = record;
    const table = this.#counters;
    table.add(fact, 'interactions', counters.interactions);
    table.add(fact, 'suggestions', counters.suggestions);
    table.add(fact, 'acceptances', counters.acceptances);
    table.add(fact, 'sessions', counters.sessions);
    table.add(fact, 'lines_added', counters.linesAdded);
    table.add(fact, 'lines_removed', counters.linesRemoved);
    table.add(fact, 'commits', counters.commits);
    table.add(fact, 'pull_requests', counters.pullRequests);
    table.add(fact, 'tokens_in', counters.tokensIn);
    table.add(fact, 'tokens_out', counters.tokensOut);
    table.add(fact, 'tokens_cache', counters.tokensCacheRead);
    table.add(fact, 'tokens_cache', counters.tokensCacheWrite);
    if (record.credits !== null) {
      this.#credits = true;
      table.add(fact, 'credits_micros', toMicros(record.credits));
    }
    for (const amount of record.amounts) {
      const micros = toMicros(amount.exact);
      table.add(fact, MONEY_COLUMN[amount.kind], micros);
      this.#exact[amount.kind].add(amount.exact);
      this.#estimated ||= amount.source === 'estimate';
      if (amount.model !== undefined) {
        const model = this.#modelOf(fact, amount.model);
        const field = MONEY_FIELD[amount.kind];
        model[field] = (model[field] ?? 0) + micros;
      }
    }
    for (const entry of record.models ?? []) {
      const model = this.#modelOf(fact, entry.model);
      model.tokensIn = addNullable(model.tokensIn, entry.tokensIn);
      model.tokensOut = addNullable(model.tokensOut, entry.tokensOut);
    }
    for (const feature of record.features) {
      this.#features[fact] |= FEATURE_BITS[feature];
    }
    this.#active[fact] ||=
      !this.#options.isBill &&
      isAiAction({
        counters: { ...counters, ...modelTokens(record) },
        flagged: record.flagged,
        credits: record.credits,
        amounts: record.amounts.map(({ exact }) => exact),
      });
  }

  #modelOf(fact: number, name: string): ModelFact {
    let models = this.#models.get(fact);
    if (!models) {
      models = new Map();
      this.#models.set(fact, models);
    }
    const model = cleanText(name, MODEL_CHARACTERS);
    let entry = models.get(model);
    if (!entry) {
      entry = {
        model,
        tokensIn: null,
        tokensOut: null,
        usageMicros: null,
        valueMicros: null,
      };
      models.set(model, entry);
    }
    return entry;
  }

  /** Rows that can be counted may add up to what cannot be: such a sum is not known, and is told of like a row. */
  #dropTooLarge(): void {
    for (const [fact, { key }] of this.#accounts.entries()) {
      for (const column of FACT_COLUMNS) {
        const sum = this.#counters.get(fact, column);
        if (isTooLarge(sum, column)) {
          this.#counters.clear(fact, column);
          this.#addTooLarge(key, column, sum);
        }
      }
      for (const model of this.#models.get(fact)?.values() ?? []) {
        for (const field of MODEL_SUMS) {
          const sum = model[field];
          if (isTooLarge(sum, field)) {
            model[field] = null;
            this.#addTooLarge(key, `${field} of ${model.model}`, sum);
          }
        }
      }
    }
  }

  #addTooLarge(account: string, what: string, sum: number): void {
    this.#unreadable.add({
      raw: JSON.stringify({ account, [what]: sum }),
      reason: `${what} come to ${sum} in all, which is beyond what can be counted`,
    });
  }

  async finish(): Promise<AggregatedDay> {
    this.#dropTooLarge();
    // Written in the order of their keys: an index that grows at its end is several times faster to fill.
    const order = this.#accounts
      .map((_, fact) => fact)
      .sort((a, b) =>
        compareText(this.#accounts[a].key, this.#accounts[b].key),
      );
    const models = new Map<number, ModelFact[]>();
    for (const [fact, byName] of this.#models) {
      models.set(
        fact,
        [...byName.values()].sort((a, b) => compareText(a.model, b.model)),
      );
    }
    const day = {
      rows: this.#rows,
      accounts: this.#accounts,
      counters: this.#counters,
      active: this.#active,
      features: this.#features,
      order,
      models,
      unreadable: {
        count: this.#unreadable.count,
        kept: this.#unreadable.kept,
        tooMany:
          !this.#options.isPushed && this.#unreadable.isTooMany(this.#rows),
      },
      exactUsage: this.#exact.usage.value,
      exactValue: this.#exact.value.value,
      creditsKnown: this.#rows === 0 ? null : this.#credits,
      estimated: this.#estimated,
    };
    return { ...day, checksum: await checksumOf(day) };
  }
}

async function checksumOf(
  day: Omit<AggregatedDay, 'checksum'>,
): Promise<string> {
  const hash = createHash('sha256');
  hash.update(FACT_COLUMNS.join());
  for (const [index, fact] of day.order.entries()) {
    if (index % BURST === BURST - 1) await setImmediate();
    const { key, kind } = day.accounts[fact];
    hash.update(
      JSON.stringify([
        key,
        kind,
        day.active[fact],
        day.features[fact],
        day.counters.values(fact),
        day.models.get(fact)?.map(model => Object.values(model)),
      ]),
    );
  }
  hash.update(
    JSON.stringify([
      day.rows,
      day.exactUsage,
      day.exactValue,
      day.creditsKnown,
      day.unreadable.count,
      day.unreadable.kept,
    ]),
  );
  return hash.digest('hex');
}

/** Two rows of one account may each name something of it; the smaller text wins where they differ. */
function mergeAccounts(known: AccountRef, other: AccountRef): AccountRef {
  const pick = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && b < a ? b : a ?? b;
  const email = pick(known.email, other.email);
  const login = pick(known.login, other.login);
  const vendorId = pick(known.vendorId, other.vendorId);
  const kind = other.kind < known.kind ? other.kind : known.kind;
  if (
    email === known.email &&
    login === known.login &&
    vendorId === known.vendorId &&
    kind === known.kind
  ) {
    return known;
  }
  return { key: known.key, kind, email, login, vendorId };
}

function isTooLarge(sum: number | null, name: string): sum is number {
  return sum !== null && Math.abs(sum) > largestOf(name);
}

function modelTokens({ models }: UsageRecord): Record<string, number> {
  const used = models?.some(
    ({ tokensIn, tokensOut }) => (tokensIn ?? 0) + (tokensOut ?? 0) > 0,
  );
  return used ? { models: 1 } : {};
}

function addNullable(
  sum: number | null,
  value: number | null | undefined,
): number | null {
  if (value === null || value === undefined) return sum;
  return (sum ?? 0) + value;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Sums a stream of vendor rows to one fact an account. Holds the facts but never the rows. Rejects when the stream
 * does.
 */
export async function aggregateDay(
  records: AsyncIterable<UsageRecord | UnreadableRecord>,
  options: Options,
): Promise<AggregatedDay> {
  const aggregator = new DayAggregator(options);
  for await (const record of records) aggregator.add(record);
  return aggregator.finish();
}
