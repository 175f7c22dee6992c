import { randomInt } from 'node:crypto';
import { addDays, daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { isPostgres, Queryable } from './Database';
import { Settings } from './Settings';
import { PageReads } from './PageReads';

/**
 * `merge`: what came of the work, by weeks; `card`: the snapshots of a week, which look back over weeks and months.
 */
export type StaleGrain = 'day' | 'week' | 'month' | 'merge' | 'card';

/**
 * By grain, the first period that can still be worked out: everything that it looks back on is kept. UTC days, first of
 * their period.
 */
export type KeptDays = Record<StaleGrain, string>;

const KEPT = 'retention.kept';

/** Raised with each period that is worked out. */
const WORKED_OUT = 'figures.version';

/** A week looks back over twelve weeks with its own, what came of the work and the snapshot over four. */
const DAYS_BACK: Record<StaleGrain, number> = {
  day: 0,
  month: 0,
  week: 77,
  merge: 28,
  card: 28,
};

/** A period that has to be worked out again. */
export interface StalePeriod {
  grain: StaleGrain;
  /** First UTC day of the day, week, merge or card (Monday), or month. */
  period: string;
  revision: number;
  /** False for a day whose facts, and whose they are, are as they were: only where people stand changed. */
  facts: boolean;
}

/**
 * The list of days, weeks and months whose figures no longer follow from their facts. A change marks its periods in
 * its own transaction, so that no crash can part the two.
 */
export class StalePeriods {
  readonly #knex: Knex;
  readonly #settings = new Settings();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Marks periods by their first days; one that is marked already gets a higher revision. One of which facts are no longer
   * kept is not marked: its figures stay as they were shown.
   */
  async mark(
    trx: Queryable,
    grain: StaleGrain,
    periods: string | readonly string[],
    { facts = true }: { facts?: boolean } = {},
  ): Promise<void> {
    // Sorted, so that two transactions that mark the same periods wait for each other instead of locking up.
    const kept = await this.#settings.get<KeptDays>(trx, KEPT);
    const days = [...new Set(typeof periods === 'string' ? [periods] : periods)]
      .filter(period => kept === null || period >= kept[grain])
      .sort();
    if (days.length === 0) return;
    const values = isPostgres(trx)
      ? 'json_array_elements_text(?::json) as t(value)'
      : 'json_each(?)';
    // A fresh mark starts anywhere: a worker that still holds the revision of an earlier mark cannot clear this one.
    await trx.raw(
      `insert into stale_periods (grain, period, revision, facts)
       select cast(? as varchar), value, cast(? as integer), cast(? as boolean) from ${values} where true
       on conflict (grain, period) do update
       set revision = stale_periods.revision + 1, facts = stale_periods.facts or excluded.facts`,
      [grain, randomInt(1, 2 ** 30), facts, JSON.stringify(days)],
    );
  }

  /** Says from which UTC day on facts are kept. Earlier periods wait no more, and are marked no more. */
  async keepFrom(trx: Queryable, day: string): Promise<KeptDays> {
    const before = await this.#settings.get<KeptDays>(trx, KEPT);
    // What is deleted does not come back with a longer time or an earlier clock.
    const from = before !== null && before.day > day ? before.day : day;
    const kept: KeptDays = {
      day: from,
      month: addDays(from, DAYS_BACK.month),
      week: addDays(from, DAYS_BACK.week),
      merge: addDays(from, DAYS_BACK.merge),
      card: addDays(from, DAYS_BACK.card),
    };
    await this.#settings.set(trx, KEPT, kept);
    for (const [grain, first] of Object.entries(kept)) {
      await trx('stale_periods')
        .where({ grain })
        .andWhere('period', '<', first)
        .delete();
    }
    return kept;
  }

  /**
   * Marks the days from `from` up to, but not including, `to` that anything was collected for, today the last of
   * them, whose facts are as they were. Returns how many days that are. What no day was collected for needs no working
   * out.
   */
  async markDays(
    trx: Queryable,
    from: string,
    to: string,
    today: string,
  ): Promise<number> {
    const first = await this.firstDay(trx);
    if (first === null) return 0;
    const days = daysFromTo(
      from < first ? first : from,
      to > today ? today : addDays(to, -1),
    );
    await this.mark(trx, 'day', days, { facts: false });
    return days.length;
  }

  /** The earliest UTC day that anything kept was collected or worked out for; null before the first. */
  async firstDay(trx: Queryable): Promise<string | null> {
    const row = await trx
      .select(
        trx('ledger').min('day').as('ledger'),
        trx('money_days').min('day').as('money'),
        trx('stale_periods').where({ grain: 'day' }).min('period').as('stale'),
      )
      .first();
    const days = [row?.ledger, row?.money, row?.stale].filter(
      (day): day is string => typeof day === 'string',
    );
    if (days.length === 0) return null;
    const first = days.sort()[0];
    const kept = await this.#settings.get<KeptDays>(trx, KEPT);
    return kept !== null && kept.day > first ? kept.day : first;
  }

  /** Returns up to `limit` periods of a grain, newest first. */
  async list(grain: StaleGrain, limit: number): Promise<StalePeriod[]> {
    const rows = await this.#knex('stale_periods')
      .select('period', 'revision', 'facts')
      .where({ grain })
      .orderBy('period', 'desc')
      .limit(limit);
    return rows.map(row => ({
      grain,
      period: row.period,
      revision: Number(row.revision),
      facts: Boolean(row.facts),
    }));
  }

  /** Returns how many periods of all grains wait. */
  async count(): Promise<number> {
    const row = await this.#knex('stale_periods').count({ n: '*' }).first();
    return Number(row?.n ?? 0);
  }

  /** Whether a period was not marked again since it was listed. Whoever marks it now waits for the transaction. */
  async isUnchanged(
    trx: Queryable,
    { grain, period, revision }: StalePeriod,
  ): Promise<boolean> {
    const row = await trx('stale_periods')
      .where({ grain, period, revision })
      .forUpdate()
      .first('revision');
    return row !== undefined;
  }

  /** A number that is raised whenever a period was worked out: what is read of stored figures is the same until then. */
  workedOut(): Promise<number> {
    return PageReads.of(this.#knex).version(WORKED_OUT);
  }

  /**
   * Ends the transaction in which a period was worked out: takes it off the list unless it was marked again since it was
   * listed. Returns whether it did.
   */
  async clearIfUnchanged(
    trx: Queryable,
    { grain, period, revision }: StalePeriod,
  ): Promise<boolean> {
    await this.#settings.raise(trx, WORKED_OUT);
    const cleared = await trx('stale_periods')
      .where({ grain, period, revision })
      .delete();
    return cleared > 0;
  }
}
