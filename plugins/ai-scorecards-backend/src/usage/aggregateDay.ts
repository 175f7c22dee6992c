import { createHash } from 'node:crypto';
import { isAiAction, toMicros } from 'backstage-plugin-ai-scorecards-common';
import {
  AccountRef,
  UnreadableRecord,
  UsageFeature,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { breathe } from '../breathe';
import { accountKey } from '../identities';
import {
  DayFact,
  dropTooLarge,
  inOrder,
  joinFacts,
  mergeAccounts,
  ModelFact,
} from './dayFact';
import { ExactSum } from './exactSum';
import {
  addNullable,
  addTo,
  FACT_COLUMNS,
  FactColumn,
  noCounters,
} from './factColumns';
import { Repetitions, SENT_TWICE } from './Repetitions';
import { SortedRuns } from './SortedRuns';
import { cleanText, UnreadableRow, UnreadableRows } from './unreadableRows';
import { usageRecordFault } from './usageRecordFault';

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

/** Facts held in memory, whatever the number of accounts; the others are put aside. */
const FACTS_IN_MEMORY = 2_500;

/** So many facts are summed up before the event loop may turn to page requests. */
const BURST = 2_000;

/** A vendor's day, summed to one fact an account, whatever the order of its rows. Whoever has it closes it. */
export interface AggregatedDay {
  /** Vendor rows that count: repetitions and unreadable rows left out. */
  rows: number;
  /** Accounts with a fact. */
  accounts: number;
  /** Facts in the order of their account keys, each account once, up to `size` at a time. May be read again. */
  facts(size: number): AsyncIterable<DayFact[]>;
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
  /** Gives back the file that a big day is read from. */
  close(): Promise<void>;
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
  /** Left out, {@link FACTS_IN_MEMORY}. */
  factsInMemory?: number;
}

/** A fact that rows are still added to. */
interface OpenFact extends Omit<DayFact, 'models'> {
  models: Map<string, ModelFact> | null;
}

/** Sums vendor rows to one fact an account. Holds so many facts and never the rows. */
export class DayAggregator {
  readonly #options: Options;
  readonly #most: number;
  readonly #facts = new Map<string, OpenFact>();
  readonly #runs = new SortedRuns<DayFact>({
    keyOf: ({ account }) => account.key,
    join: joinFacts,
  });
  readonly #unreadable = new UnreadableRows();
  readonly #exact = { usage: new ExactSum(), value: new ExactSum() };
  readonly #repetitions = new Repetitions();
  #rows = 0;
  #credits = false;
  #estimated = false;

  constructor(options: Options) {
    this.#options = options;
    this.#most = options.factsInMemory ?? FACTS_IN_MEMORY;
  }

  /** Adds a row. Where the aggregator {@link isFull} then, {@link putAside} comes before the next. */
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

  get isFull(): boolean {
    return this.#facts.size >= this.#most;
  }

  async putAside(): Promise<void> {
    const run = this.#run();
    this.#facts.clear();
    await this.#runs.putAside(run);
  }

  #run(): DayFact[] {
    return [...this.#facts.values()].map(fact => ({
      ...fact,
      models: fact.models ? inOrder(fact.models.values()) : [],
    }));
  }

  /** A row that has the key of another and says something else is no repetition, and not to be trusted either. */
  #isRepetition(record: UsageRecord): boolean {
    const look = this.#repetitions.look(record.dedupeKey!, record);
    if (look === 'different') {
      this.#unreadable.add({ raw: JSON.stringify(record), reason: SENT_TWICE });
    }
    return look !== 'first';
  }

  #factOf(account: AccountRef): OpenFact {
    const key = accountKey(account.key);
    let fact = this.#facts.get(key);
    if (fact) {
      fact.account = mergeAccounts(fact.account, account);
      return fact;
    }
    fact = {
      account: { ...account, key },
      active: false,
      features: 0,
      counters: noCounters(),
      models: null,
    };
    this.#facts.set(key, fact);
    return fact;
  }

  #sum(fact: OpenFact, record: UsageRecord): void {
    const { counters } = record;
    const sums = fact.counters;
    addTo(sums, 'interactions', counters.interactions);
    addTo(sums, 'suggestions', counters.suggestions);
    addTo(sums, 'acceptances', counters.acceptances);
    addTo(sums, 'sessions', counters.sessions);
    addTo(sums, 'lines_added', counters.linesAdded);
    addTo(sums, 'lines_removed', counters.linesRemoved);
    addTo(sums, 'commits', counters.commits);
    addTo(sums, 'pull_requests', counters.pullRequests);
    addTo(sums, 'tokens_in', counters.tokensIn);
    addTo(sums, 'tokens_out', counters.tokensOut);
    addTo(sums, 'tokens_cache', counters.tokensCacheRead);
    addTo(sums, 'tokens_cache', counters.tokensCacheWrite);
    if (record.credits !== null) {
      this.#credits = true;
      addTo(sums, 'credits_micros', toMicros(record.credits));
    }
    for (const amount of record.amounts) {
      const micros = toMicros(amount.exact);
      addTo(sums, MONEY_COLUMN[amount.kind], micros);
      this.#exact[amount.kind].add(amount.exact);
      this.#estimated ||= amount.source === 'estimate';
      if (amount.model !== undefined) {
        const model = modelOf(fact, amount.model);
        const field = MONEY_FIELD[amount.kind];
        model[field] = (model[field] ?? 0) + micros;
      }
    }
    for (const entry of record.models ?? []) {
      const model = modelOf(fact, entry.model);
      model.tokensIn = addNullable(model.tokensIn, entry.tokensIn);
      model.tokensOut = addNullable(model.tokensOut, entry.tokensOut);
    }
    for (const feature of record.features) {
      fact.features |= FEATURE_BITS[feature];
    }
    fact.active ||=
      !this.#options.isBill &&
      isAiAction({
        counters: { ...counters, ...modelTokens(record) },
        flagged: record.flagged,
        credits: record.credits,
        amounts: record.amounts.map(({ exact }) => exact),
      });
  }

  /** Whoever has the day closes it; of a day that cannot be finished, the aggregator. */
  async finish(): Promise<AggregatedDay> {
    this.#runs.finish(this.#run());
    this.#facts.clear();
    const runs = this.#runs;
    const hash = createHash('sha256');
    hash.update(FACT_COLUMNS.join());
    let accounts = 0;
    for await (const piece of runs.read(BURST)) {
      for (const fact of piece) {
        dropTooLarge(fact, (what, sum) =>
          this.#addTooLarge(fact.account.key, what, sum),
        );
        hash.update(digested(fact));
      }
      accounts += piece.length;
      await breathe();
    }
    const day = {
      rows: this.#rows,
      unreadable: {
        count: this.#unreadable.count,
        kept: this.#unreadable.kept,
        tooMany:
          !this.#options.isPushed && this.#unreadable.isTooMany(this.#rows),
      },
      exactUsage: this.#exact.usage.value,
      exactValue: this.#exact.value.value,
      creditsKnown: this.#rows === 0 ? null : this.#credits,
    };
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
    return {
      ...day,
      accounts,
      estimated: this.#estimated,
      checksum: hash.digest('hex'),
      async *facts(size) {
        for await (const piece of runs.read(size)) {
          for (const fact of piece) dropTooLarge(fact);
          yield piece;
        }
      },
      close: () => runs.close(),
    };
  }

  #addTooLarge(account: string, what: string, sum: number): void {
    this.#unreadable.add({
      raw: JSON.stringify({ account, [what]: sum }),
      reason: `${what} come to ${sum} in all, which is beyond what can be counted`,
    });
  }

  /** Gives back what was put aside when a day is not finished. */
  close(): Promise<void> {
    return this.#runs.close();
  }
}

function digested({ account, active, features, counters, models }: DayFact) {
  return JSON.stringify([
    account.key,
    account.kind,
    active,
    features,
    counters,
    models.length > 0 ? models.map(model => Object.values(model)) : undefined,
  ]);
}

function modelOf(fact: OpenFact, name: string): ModelFact {
  fact.models ??= new Map();
  const model = cleanText(name, MODEL_CHARACTERS);
  let entry = fact.models.get(model);
  if (!entry) {
    entry = {
      model,
      tokensIn: null,
      tokensOut: null,
      usageMicros: null,
      valueMicros: null,
    };
    fact.models.set(model, entry);
  }
  return entry;
}

function modelTokens({ models }: UsageRecord): Record<string, number> {
  const used = models?.some(
    ({ tokensIn, tokensOut }) => (tokensIn ?? 0) + (tokensOut ?? 0) > 0,
  );
  return used ? { models: 1 } : {};
}

/**
 * Sums a stream of vendor rows to one fact an account. Holds some facts and none of the rows, however many there are.
 * Rejects when the stream does.
 */
export async function aggregateDay(
  records: AsyncIterable<UsageRecord | UnreadableRecord>,
  options: Options,
): Promise<AggregatedDay> {
  const aggregator = new DayAggregator(options);
  try {
    for await (const record of records) {
      aggregator.add(record);
      if (aggregator.isFull) await aggregator.putAside();
    }
    return await aggregator.finish();
  } catch (error) {
    await aggregator.close();
    throw error;
  }
}
