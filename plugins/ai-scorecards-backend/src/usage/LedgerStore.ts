import type { Knex } from 'knex';
import { daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import { inList, Queryable, writeRows } from '../database';
import { ErasedNames } from '../erasure/names';
import { LedgerEntry } from './dayState';
import { UnreadableRow } from './unreadableRows';

const LEDGER_COLUMNS = {
  source_id: 'integer',
  day: 'text',
  state: 'text',
  rows: 'integer',
  unreadable: 'integer',
  attempts: 'integer',
  fetched_at: 'text',
  attempted_at: 'text',
  checksum: 'text',
  error: 'text',
  exact_usage: 'text',
  exact_value: 'text',
  credits_known: 'boolean',
  by_account: 'boolean',
  estimated: 'boolean',
  asked_again: 'boolean',
} as const;

const UNREADABLE_COLUMNS = {
  source_id: 'integer',
  day: 'text',
  line: 'integer',
  raw: 'text',
  reason: 'text',
} as const;

/** One row a source and UTC day: what was fetched, when, and whether it can still change. */
export class LedgerStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** A source's days by day, all of them or those from `from` to `to`, both included. */
  async entries(
    sourceId: number,
    range?: { from: string; to: string },
    trx: Queryable = this.#knex,
  ): Promise<Map<string, LedgerEntry>> {
    const rows: LedgerRow[] = await trx('ledger')
      .select('*')
      .where({ source_id: sourceId })
      .modify(builder => {
        if (range) builder.whereBetween('day', [range.from, range.to]);
      })
      .orderBy('day');
    return new Map(rows.map(row => [row.day, toEntry(row)]));
  }

  async get(
    sourceId: number,
    day: string,
    trx: Queryable = this.#knex,
  ): Promise<LedgerEntry | undefined> {
    const row: LedgerRow | undefined = await trx('ledger')
      .select('*')
      .where({ source_id: sourceId, day })
      .first();
    return row && toEntry(row);
  }

  /**
   * The same for a transaction that changes the day, also one of which nothing is known yet: whoever else does waits until
   * it ends. It has to {@link LedgerStore.put} the day.
   */
  async lock(
    trx: Queryable,
    sourceId: number,
    day: string,
  ): Promise<LedgerEntry | undefined> {
    const locked = async (): Promise<LedgerRow | undefined> =>
      trx('ledger')
        .select('*')
        .where({ source_id: sourceId, day })
        .forUpdate()
        .first();
    let row = await locked();
    if (!row) {
      // A row that is not there cannot be locked: who comes second waits for the key, and finds what the first wrote.
      const made = await writeRows(
        trx,
        'ledger',
        LEDGER_COLUMNS,
        [toRow(sourceId, emptyEntry(day))],
        { conflict: { keys: ['source_id', 'day'] } },
      );
      if (made > 0) return undefined;
      row = await locked();
    }
    return row && toEntry(row);
  }

  async put(
    trx: Queryable,
    sourceId: number,
    entry: LedgerEntry,
  ): Promise<void> {
    const error =
      entry.error && (await ErasedNames.load(trx)).redact(entry.error);
    const { source_id, day, ...values } = toRow(sourceId, { ...entry, error });
    await writeRows(
      trx,
      'ledger',
      LEDGER_COLUMNS,
      [{ source_id, day, ...values }],
      {
        conflict: { keys: ['source_id', 'day'], update: Object.keys(values) },
      },
    );
  }

  /** Replaces the unreadable rows that are kept of a day. */
  async putUnreadable(
    trx: Queryable,
    sourceId: number,
    day: string,
    rows: readonly UnreadableRow[],
  ): Promise<void> {
    await trx('unreadable_rows').where({ source_id: sourceId, day }).delete();
    if (rows.length === 0) return;
    const erased = await ErasedNames.load(trx);
    await writeRows(
      trx,
      'unreadable_rows',
      UNREADABLE_COLUMNS,
      rows.map(({ raw, reason }, line) => ({
        source_id: sourceId,
        day,
        line,
        raw: erased.redact(raw),
        reason: erased.redact(reason),
      })),
    );
  }

  /** The unreadable rows that are kept of a day, for operators. */
  async unreadable(sourceId: number, day: string): Promise<UnreadableRow[]> {
    return this.#knex('unreadable_rows')
      .select('raw', 'reason')
      .where({ source_id: sourceId, day })
      .orderBy('line');
  }

  /**
   * Notes that days are wanted again, at once and whatever is known of them, from `from` to `to`, both included.
   * Returns how many days that are.
   */
  async askAgain(sourceId: number, from: string, to: string): Promise<number> {
    const days = daysFromTo(from, to);
    if (days.length === 0) return 0;
    await this.#knex.transaction(async trx => {
      await trx('ledger')
        .where({ source_id: sourceId })
        .andWhere(inList(trx, 'day', days))
        .update({ asked_again: true, attempts: 0 });
      await writeRows(
        trx,
        'ledger',
        LEDGER_COLUMNS,
        days.map(day => toRow(sourceId, unaskedDay(day))),
        { conflict: { keys: ['source_id', 'day'] } },
      );
    });
    return days.length;
  }
}

function unaskedDay(day: string): LedgerEntry {
  return { ...emptyEntry(day), state: 'empty', askedAgain: true };
}

/** A day of which nothing is known. */
export function emptyEntry(day: string): LedgerEntry {
  return {
    day,
    state: 'failed',
    rows: 0,
    unreadable: 0,
    attempts: 0,
    fetchedAt: null,
    attemptedAt: null,
    checksum: null,
    error: null,
    exactUsage: null,
    exactValue: null,
    creditsKnown: null,
    byAccount: false,
    estimated: false,
    askedAgain: false,
  };
}

interface LedgerRow {
  day: string;
  state: LedgerEntry['state'];
  rows: number;
  unreadable: number;
  attempts: number;
  fetched_at: string | null;
  attempted_at: string | null;
  checksum: string | null;
  error: string | null;
  exact_usage: string | null;
  exact_value: string | null;
  credits_known: boolean | number | null;
  by_account: boolean | number;
  estimated: boolean | number;
  asked_again: boolean | number;
}

function toEntry(row: LedgerRow): LedgerEntry {
  return {
    day: row.day,
    state: row.state,
    rows: Number(row.rows),
    unreadable: Number(row.unreadable),
    attempts: Number(row.attempts),
    fetchedAt: row.fetched_at,
    attemptedAt: row.attempted_at,
    checksum: row.checksum,
    error: row.error,
    exactUsage: row.exact_usage,
    exactValue: row.exact_value,
    creditsKnown:
      row.credits_known === null ? null : Boolean(row.credits_known),
    byAccount: Boolean(row.by_account),
    estimated: Boolean(row.estimated),
    askedAgain: Boolean(row.asked_again),
  };
}

function toRow(sourceId: number, entry: LedgerEntry) {
  return {
    source_id: sourceId,
    day: entry.day,
    state: entry.state,
    rows: entry.rows,
    unreadable: entry.unreadable,
    attempts: entry.attempts,
    fetched_at: entry.fetchedAt,
    attempted_at: entry.attemptedAt,
    checksum: entry.checksum,
    error: entry.error,
    exact_usage: entry.exactUsage,
    exact_value: entry.exactValue,
    credits_known: entry.creditsKnown,
    by_account: entry.byAccount,
    estimated: entry.estimated,
    asked_again: entry.askedAgain,
  };
}
