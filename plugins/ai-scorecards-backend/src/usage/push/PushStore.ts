import { createHash, randomInt } from 'node:crypto';
import type { UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { BulkColumns, inList, Queryable, writeRows } from '../../database';
import { isStandIn } from '../../erasure/names';
import { accountKey } from '../../identities';
import { StandIns } from './StandIns';
import { sumRecords } from './sumRecords';

const ROWS = {
  source_id: 'integer',
  day: 'text',
  row_key: 'text',
  batch: 'text',
  record: 'text',
} as const satisfies BulkColumns;

/** Read at a time, so that a big day is never in memory as a whole. */
const PIECE = 2_000;

/** One row as it was pushed. */
export interface PushedRow {
  record: UsageRecord;
  /** A row with an id takes the place of the one before with the same id, tool and day. */
  id?: string;
}

/** The file that rows are all rows of, and the others of its reader that are still there. */
export interface FromFile {
  name: string;
  others: readonly string[];
}

/** How rows were kept. */
export interface Kept<Row extends PushedRow = PushedRow> {
  /** How many said something new. */
  fresh: number;
  /** Those with an id that a row of another file has, which says something else and stays. */
  held: readonly Row[];
  /** Whether rows were taken away, so that other files may have something to say again. */
  freed: boolean;
}

/** A day that more was pushed for since it was added up. */
export interface OpenDay {
  sourceId: number;
  day: string;
  revision: number;
}

interface KeyedRow<Row> {
  day: string;
  row_key: string;
  record: UsageRecord;
  /** As it was pushed. */
  row: Row;
}

/** What was pushed, by source and UTC day. */
export class PushStore {
  readonly #knex: Knex;
  readonly #standIns: StandIns;

  constructor(knex: Knex, standIns: StandIns) {
    this.#knex = knex;
    this.#standIns = standIns;
  }

  /**
   * Keeps rows, each once: a row without id that says what another said before is that row sent again.
   * @param file - rows that it held before and holds no more are taken away, but for those of erased people of whom it has
   * nothing left of the day: somebody took their name out of it. Where another file that is there has a row with the same
   * id, tool and day, that one stays.
   */
  async putRows<Row extends PushedRow>(
    sourceId: number,
    rows: readonly Row[],
    file?: FromFile,
  ): Promise<Kept<Row>> {
    const batch = file === undefined ? '' : digestOf('file', file.name);
    const others = new Set(
      (file?.others ?? []).map(name => digestOf('file', name)),
    );
    const byKey = new Map<string, KeyedRow<Row>>();
    const repeats = new Map<string, number>();
    for (const row of rows) {
      const { record, id } = row;
      const text = JSON.stringify(record);
      const said =
        id === undefined ? digestOf('row', text) : digestOf('id', id);
      let key = said;
      if (file !== undefined && id === undefined) {
        // A file is read whole: two equal lines of it are two rows.
        const before = repeats.get(said) ?? 0;
        repeats.set(said, before + 1);
        key = digestOf('line', `${batch} ${said} ${before}`);
      }
      byKey.set(`${record.day} ${key}`, {
        day: record.day,
        row_key: key,
        record,
        row,
      });
    }
    const wanted = [...byKey.keys()].sort();
    return this.#knex.transaction(async trx => {
      const nameless = await this.#nameless(trx, sourceId, [...byKey.values()]);
      for (const row of byKey.values()) row.record = nameless(row.record);
      const changed = new Set<string>();
      if (file !== undefined) {
        await this.#dropMissing(trx, sourceId, batch, byKey, changed);
      }
      const freed = changed.size > 0;
      const known = await this.#known(trx, sourceId, [...byKey.values()]);
      const held: Row[] = [];
      const fresh = wanted.flatMap(key => {
        const { row, ...keyed } = byKey.get(key)!;
        const record = JSON.stringify(keyed.record);
        const before = known.get(key);
        if (record === before?.record) return [];
        if (before && others.has(before.batch)) {
          held.push(row);
          return [];
        }
        return [{ ...keyed, record }];
      });
      await writeRows(
        trx,
        'pushed_rows',
        ROWS,
        fresh.map(row => ({ source_id: sourceId, batch, ...row })),
        {
          conflict: {
            keys: ['source_id', 'day', 'row_key'],
            update: ['record', 'batch'],
          },
        },
      );
      fresh.forEach(({ day }) => changed.add(day));
      await this.touch(trx, sourceId, [...changed]);
      return { fresh: fresh.length, held, freed };
    });
  }

  /** Returns what takes the names of erased people from records, the keys of rows staying those of the named ones. */
  async #nameless(
    trx: Queryable,
    sourceId: number,
    rows: readonly { record: UsageRecord }[],
  ): Promise<(record: UsageRecord) => UsageRecord> {
    const names = await this.#standIns.of(
      trx,
      sourceId,
      rows.map(({ record }) => record.account),
    );
    return record => {
      const key = names.get(accountKey(record.account.key));
      return key ? { ...record, account: { kind: 'id', key } } : record;
    };
  }

  async #dropMissing(
    trx: Queryable,
    sourceId: number,
    batch: string,
    kept: ReadonlyMap<string, { record: UsageRecord }>,
    changed: Set<string>,
  ): Promise<void> {
    const before: { day: string; row_key: string; record: string }[] =
      await trx('pushed_rows')
        .select('day', 'row_key', 'record')
        .where({ source_id: sourceId, batch });
    const named = new Set(
      [...kept.values()].map(({ record }) => dayOfAccount(record)),
    );
    const gone = before.filter(({ day, row_key, record }) => {
      if (kept.has(`${day} ${row_key}`)) return false;
      const said: UsageRecord = JSON.parse(record);
      return !isStandIn(said.account.key) || named.has(dayOfAccount(said));
    });
    if (gone.length === 0) return;
    for (const { day } of gone) changed.add(day);
    await trx('pushed_rows')
      .where({ source_id: sourceId, batch })
      .andWhere(
        inList(
          trx,
          'row_key',
          gone.map(row => row.row_key),
        ),
      )
      .delete();
  }

  async #known(
    trx: Queryable,
    sourceId: number,
    rows: readonly { day: string; row_key: string }[],
  ): Promise<Map<string, { record: string; batch: string }>> {
    if (rows.length === 0) return new Map();
    const found: {
      day: string;
      row_key: string;
      record: string;
      batch: string;
    }[] = await trx('pushed_rows')
      .select('day', 'row_key', 'record', 'batch')
      .where({ source_id: sourceId })
      .andWhere(inList(trx, 'day', [...new Set(rows.map(row => row.day))]))
      .andWhere(
        inList(
          trx,
          'row_key',
          rows.map(row => row.row_key),
        ),
      );
    return new Map(
      found.map(({ day, row_key, ...row }) => [`${day} ${row_key}`, row]),
    );
  }

  /** Notes that days have to be added up again, in the transaction that changed what was pushed for them. */
  async touch(
    trx: Queryable,
    sourceId: number,
    days: readonly string[],
  ): Promise<void> {
    for (const day of [...days].sort()) {
      await trx('pushed_days')
        .insert({
          source_id: sourceId,
          day,
          revision: randomInt(1, 2 ** 30),
          added_up: 0,
        })
        .onConflict(['source_id', 'day'])
        .merge({ revision: trx.raw('pushed_days.revision + 1') });
    }
  }

  /** Days to add up, newest first. */
  async openDays(limit: number): Promise<OpenDay[]> {
    const rows: { source_id: number; day: string; revision: number }[] =
      await this.#knex('pushed_days')
        .select('source_id', 'day', 'revision')
        .whereRaw('revision <> added_up')
        .orderBy('day', 'desc')
        .orderBy('source_id')
        .limit(limit);
    return rows.map(row => ({
      sourceId: Number(row.source_id),
      day: row.day,
      revision: Number(row.revision),
    }));
  }

  /** Takes a day off the list; one that more came for meanwhile stays on it. */
  async addedUp({ sourceId, day, revision }: OpenDay): Promise<void> {
    await this.#knex('pushed_days')
      .where({ source_id: sourceId, day, revision })
      .update({ added_up: revision });
  }

  /** The first UTC day that a source pushed anything for; undefined before that. */
  async firstDay(sourceId: number): Promise<string | undefined> {
    const row = await this.#knex('pushed_days')
      .where({ source_id: sourceId })
      .min('day as day')
      .first();
    return row?.day ?? undefined;
  }

  /** Everything that a source pushed for a day, in an order that does not depend on how it came. */
  async *records(
    sourceId: number,
    day: string,
    currency: string,
  ): AsyncGenerator<UsageRecord> {
    let after = '';
    for (;;) {
      const rows: { row_key: string; record: string }[] = await this.#knex(
        'pushed_rows',
      )
        .select('row_key', 'record')
        .where({ source_id: sourceId, day })
        .andWhere('row_key', '>', after)
        .orderBy('row_key')
        .limit(PIECE);
      for (const { record } of rows) yield JSON.parse(record);
      if (rows.length < PIECE) break;
      after = rows[rows.length - 1].row_key;
    }
    yield* sumRecords(
      day,
      currency,
      await this.#knex('pushed_sums')
        .select('account', 'model', 'field', 'amount')
        .where({ source_id: sourceId, day })
        .orderBy(['account', 'model', 'field']),
    );
  }
}

function dayOfAccount({ day, account }: UsageRecord): string {
  return `${day} ${accountKey(account.key)}`;
}

function digestOf(what: string, text: string): string {
  return createHash('sha256').update(`${what}\n${text}`).digest('hex');
}
