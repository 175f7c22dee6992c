import { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import { isPostgres, Queryable, writeRows } from '../database';
import { accountKey } from '../identities';
import { AggregatedDay } from './aggregateDay';
import { FACT_COLUMNS, FactColumn } from './counterTable';
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

/** Rows turned into objects at a time: a piece is all that a big day needs beside its facts. */
const POSTGRES_PIECE = 10_000;
/** SQLite works on the event loop; a statement of this size stays well under 50 ms. */
const SQLITE_PIECE = 1_500;

/** Makes accounts known and returns their ids by account key. */
export interface Accounts {
  upsertAccounts(
    trx: Queryable,
    namespace: string,
    accounts: Iterable<AccountRef>,
  ): Promise<Map<string, number>>;
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
    const size = isPostgres(trx) ? POSTGRES_PIECE : SQLITE_PIECE;
    const ids = await this.#idsOf(trx, namespace, facts, size);
    await trx('usage_facts').where({ day, source_id: source.id }).delete();
    await trx('usage_models').where({ day, source_id: source.id }).delete();
    // In the order of the key: an index that grows at its end is several times faster to fill.
    const order = [...facts.order].sort((a, b) => ids[a] - ids[b]);
    for (let start = 0; start < order.length; start += size) {
      const piece = order.slice(start, start + size);
      await writeRows(
        trx,
        'usage_facts',
        FACTS,
        piece.map(fact => ({
          day,
          identity_id: ids[fact],
          tool_id: source.toolId,
          source_id: source.id,
          active: facts.active[fact],
          features: facts.features[fact] || null,
          ...facts.counters.stored(fact),
        })),
      );
      await writeRows(
        trx,
        'usage_models',
        MODELS,
        piece.flatMap(fact =>
          (facts.models.get(fact) ?? []).map(model => ({
            day,
            identity_id: ids[fact],
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

  /** Identity ids by fact, looked up piece by piece: what is known of an account is far larger than its id. */
  async #idsOf(
    trx: Queryable,
    namespace: string,
    { accounts }: AggregatedDay,
    size: number,
  ): Promise<Int32Array> {
    const ids = new Int32Array(accounts.length);
    for (let start = 0; start < accounts.length; start += size) {
      const piece = accounts.slice(start, start + size);
      const found = await this.#accounts.upsertAccounts(trx, namespace, piece);
      for (const [index, account] of piece.entries()) {
        const id = found.get(accountKey(account.key));
        if (id === undefined) throw new Error('An account was not stored');
        ids[start + index] = id;
      }
    }
    return ids;
  }
}
