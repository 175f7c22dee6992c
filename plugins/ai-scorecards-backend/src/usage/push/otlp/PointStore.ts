import type { Knex } from 'knex';
import {
  BulkColumns,
  inList,
  isPostgres,
  Queryable,
  writeRows,
} from '../../../database';
import { accountKey } from '../../../identities';
import { PushStore } from '../PushStore';
import { StandIns } from '../StandIns';
import { sumAccount } from '../sumRecords';
import { Counted } from './readObservation';

const POINTS = {
  source_id: 'integer',
  day: 'text',
  digest: 'integer',
} as const satisfies BulkColumns;

const SUMS = {
  source_id: 'integer',
  day: 'text',
  account: 'text',
  model: 'text',
  field: 'text',
  amount: 'integer',
} as const satisfies BulkColumns;

const SERIES = {
  source_id: 'integer',
  digest: 'text',
  at: 'text',
  amount: 'integer',
} as const satisfies BulkColumns;

/** A sum stays countable, for nobody could take out of it what was too much. */
const SUM = `case when pushed_sums.amount > :most - excluded.amount then :most
  else pushed_sums.amount + excluded.amount end`;

/** Days after which a series that fell silent is forgotten: its process is gone. */
const SERIES_DAYS = 35;
const TRIES = 3;

/** Another push of the same points was faster: what is known has to be looked at again. */
class Overtaken extends Error {}

/**
 * Adds data points to the sums of their days, each once: a point that is known adds nothing, whenever it comes again.
 * Sums since the start of a series add what they grew by.
 */
export class PointStore {
  readonly #knex: Knex;
  readonly #store: PushStore;
  readonly #standIns: StandIns;

  constructor(knex: Knex, store: PushStore, standIns: StandIns) {
    this.#knex = knex;
    this.#store = store;
    this.#standIns = standIns;
  }

  /** Returns how many of the points were new. */
  async add(sourceId: number, points: readonly Counted[]): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#knex.transaction(trx =>
          this.#add(trx, sourceId, points),
        );
      } catch (error) {
        if (!(error instanceof Overtaken) || attempt === TRIES) throw error;
      }
    }
  }

  async #add(
    trx: Queryable,
    sourceId: number,
    points: readonly Counted[],
  ): Promise<number> {
    const fresh = await this.#fresh(trx, sourceId, points);
    if (fresh.length === 0) return 0;
    const written = await writeRows(
      trx,
      'pushed_points',
      POINTS,
      fresh.map(({ day, digest }) => ({ source_id: sourceId, day, digest })),
      { conflict: { keys: ['source_id', 'day', 'digest'] } },
    );
    if (written < fresh.length) throw new Overtaken('Sent twice at once');
    const sums = await this.#nameless(
      trx,
      sourceId,
      await this.#grown(trx, sourceId, fresh),
    );
    await this.#addSums(trx, sourceId, sums);
    await this.#store.touch(trx, sourceId, [
      ...new Set(fresh.map(({ day }) => day)),
    ]);
    return fresh.length;
  }

  /** Points of erased people under the names that stand for them. */
  async #nameless(
    trx: Queryable,
    sourceId: number,
    points: readonly Counted[],
  ): Promise<Counted[]> {
    const names = await this.#standIns.of(
      trx,
      sourceId,
      [...new Set(points.map(({ account }) => account))].map(sumAccount),
    );
    return points.map(point => ({
      ...point,
      account: names.get(accountKey(point.account)) ?? point.account,
    }));
  }

  async #fresh(
    trx: Queryable,
    sourceId: number,
    points: readonly Counted[],
  ): Promise<Counted[]> {
    if (points.length === 0) return [];
    const byKey = new Map(points.map(point => [keyOf(point), point]));
    const known: { day: string; digest: number | string }[] = await trx(
      'pushed_points',
    )
      .select('day', 'digest')
      .where({ source_id: sourceId })
      .andWhere(inList(trx, 'day', [...new Set(points.map(({ day }) => day))]))
      .andWhere(
        inList(
          trx,
          'digest',
          points.map(({ digest }) => digest),
        ),
      );
    for (const { day, digest } of known) {
      byKey.delete(keyOf({ day, digest: Number(digest) }));
    }
    // In one order everywhere, so that two pushes wait for each other instead of locking up.
    return [...byKey.values()].sort(
      (a, b) => compare(a.day, b.day) || a.digest - b.digest,
    );
  }

  /** Points with what each adds: for a sum since the start, what it is beyond the last one known. */
  async #grown(
    trx: Queryable,
    sourceId: number,
    points: readonly Counted[],
  ): Promise<Counted[]> {
    const cumulative = points.filter(point => point.series !== null);
    if (cumulative.length === 0) return [...points];
    const query = trx('pushed_series')
      .select('digest', 'at', 'amount')
      .where({ source_id: sourceId })
      .andWhere(
        inList(
          trx,
          'digest',
          cumulative.flatMap(({ series }) => series?.digest ?? []),
        ),
      )
      .orderBy('digest');
    if (isPostgres(trx)) query.forUpdate();
    const rows: { digest: string; at: string; amount: number | string }[] =
      await query;
    const states = new Map(
      rows.map(({ digest, at, amount }) => [
        digest,
        { at, amount: Number(amount) },
      ]),
    );
    const result = points.filter(point => point.series === null);
    const inTime = [...cumulative].sort((a, b) =>
      compare(a.series?.at ?? '', b.series?.at ?? ''),
    );
    for (const point of inTime) {
      if (point.series) {
        const { digest, at, isOld } = point.series;
        const last = states.get(digest);
        // An older sum is part of the newer one that is known.
        if (!last || at > last.at) {
          // One that fell began anew at zero.
          const restarted = !last || point.amount < last.amount;
          const amount = restarted ? point.amount : point.amount - last.amount;
          states.set(digest, { at, amount: point.amount });
          // What an old one came to before it was met is of days that nobody can tell: it counts from here on.
          if (last || !isOld) result.push({ ...point, amount });
        }
      }
    }
    await writeRows(
      trx,
      'pushed_series',
      SERIES,
      [...states]
        .sort(([a], [b]) => compare(a, b))
        .map(([digest, state]) => ({ source_id: sourceId, digest, ...state })),
      {
        conflict: {
          keys: ['source_id', 'digest'],
          update: ['at', 'amount'],
        },
      },
    );
    return result;
  }

  async #addSums(
    trx: Queryable,
    sourceId: number,
    points: readonly Counted[],
  ): Promise<void> {
    const sums = new Map<string, Record<keyof typeof SUMS, string | number>>();
    for (const { day, account, model, fields, amount } of points) {
      for (const field of fields) {
        const key = JSON.stringify([day, account, model, field]);
        const before = Number(sums.get(key)?.amount ?? 0);
        sums.set(key, {
          source_id: sourceId,
          day,
          account,
          model,
          field,
          amount: Math.min(before + amount, Number.MAX_SAFE_INTEGER),
        });
      }
    }
    const rows = [...sums]
      .sort(([a], [b]) => compare(a, b))
      .map(([, row]) => row);
    for (const row of rows) {
      await trx('pushed_sums')
        .insert(row)
        .onConflict(['source_id', 'day', 'account', 'model', 'field'])
        .merge({ amount: trx.raw(SUM, { most: Number.MAX_SAFE_INTEGER }) });
    }
  }

  /**
   * Forgets points of days that are taken no more, and series that fell silent.
   * @param oldest - the first UTC day of which points are still taken
   * @param now - the moment it is
   */
  async forget(oldest: string, now: Date): Promise<void> {
    await this.#knex('pushed_points').where('day', '<', oldest).delete();
    const silent = now.getTime() - SERIES_DAYS * 86_400_000;
    await this.#knex('pushed_series')
      .where('at', '<', `${silent}000000`.padStart(20, '0'))
      .delete();
  }
}

function keyOf({ day, digest }: Pick<Counted, 'day' | 'digest'>): string {
  return `${day} ${digest}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
