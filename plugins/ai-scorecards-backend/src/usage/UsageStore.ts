import { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import { isPostgres, Queryable, writeRows } from '../database';
import type { Identified } from '../identities';
import { AggregatedDay } from './aggregateDay';
import { FACT_COLUMNS, FactColumn, storedCounters } from './factColumns';
import { StoredSource } from './SourceStore';

const FACTS = {
  day: 'day',
  identity_id: 'integer',
  tool_id: 'integer',
  source_id: 'integer',
  reported: 'integer',
  active: 'boolean',
  features: 'integer',
  ...(Object.fromEntries(
    FACT_COLUMNS.map(column => [column, 'integer']),
  ) as Record<FactColumn, 'integer'>),
} as const;

const MODELS = {
  day: 'text',
  identity_id: 'integer',
  source_id: 'integer',
  model: 'text',
  tokens_in: 'integer',
  tokens_out: 'integer',
  usage_micros: 'integer',
  value_micros: 'integer',
} as const;

/** Facts held at a time, however big the day is. */
const POSTGRES_PIECE = 1_000;
/** SQLite works on the event loop; a statement of this size stays well under 50 ms. */
const SQLITE_PIECE = 1_500;

/** Makes accounts known; see `AccountIntake` for what it does with them. */
export interface Accounts {
  upsertAccounts(
    trx: Queryable,
    namespace: string,
    accounts: Iterable<AccountRef>,
  ): Promise<Map<string, number>>;
  identify<T>(
    trx: Queryable,
    namespace: string,
    read: () => AsyncIterable<readonly T[]>,
    accountOf: (item: T) => AccountRef,
  ): AsyncIterable<Identified<T>[]>;
}

/** Usage facts of accounts by UTC day. */
export class UsageStore {
  readonly #accounts: Accounts;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  /** Replaces everything that a source said of a day, accounts that it no longer names included. */
  async replaceDay(
    trx: Queryable,
    source: Pick<StoredSource, 'id' | 'toolId'>,
    namespace: string,
    day: string,
    facts: AggregatedDay,
  ): Promise<void> {
    await trx('usage_facts').where({ day, source_id: source.id }).delete();
    await trx('usage_models').where({ day, source_id: source.id }).delete();
    const size = isPostgres(trx) ? POSTGRES_PIECE : SQLITE_PIECE;
    const pieces = this.#accounts.identify(
      trx,
      namespace,
      () => facts.facts(size),
      fact => fact.account,
    );
    for await (const piece of pieces) {
      // In the order of the key, as far as a piece goes: an index that grows at its end is several times faster to fill.
      const inOrder = [...piece].sort((a, b) => a.id - b.id);
      await writeRows(
        trx,
        'usage_facts',
        FACTS,
        inOrder.map(({ item: fact, id }) => ({
          day,
          identity_id: id,
          tool_id: source.toolId,
          source_id: source.id,
          active: fact.active,
          features: fact.features || null,
          ...storedCounters(fact.counters),
        })),
      );
      await writeRows(
        trx,
        'usage_models',
        MODELS,
        inOrder.flatMap(({ item, id }) =>
          item.models.map(model => ({
            day,
            identity_id: id,
            source_id: source.id,
            model: model.model,
            tokens_in: model.tokensIn,
            tokens_out: model.tokensOut,
            usage_micros: model.usageMicros,
            value_micros: model.valueMicros,
          })),
        ),
      );
    }
  }
}
