import { inList, Queryable, StalePeriods, writeRows } from '../database';
import { AggregatedSeats } from './aggregateSeats';
import {
  applySeat,
  changedDays,
  coveredDays,
  ListedSeat,
  SeatRange,
} from './seatRanges';
import { StoredSource } from './SourceStore';
import { Accounts } from './UsageStore';

const SEATS = {
  source_id: 'integer',
  tool_id: 'integer',
  identity_id: 'integer',
  valid_from: 'text',
  valid_to: 'text',
  plan: 'text',
} as const;

/** Accounts whose licences are held at a time, however long the list is. */
const ACCOUNTS_AT_ONCE = 1_000;

/** UTC days from `from` up to, but not including, `to`. */
interface Days {
  from: string;
  to: string;
}

/**
 * Seats as dated ranges, made from the lists of who holds one now. Each source's list speaks of its own seats alone: two
 * sources of a tool, such as two organisations, do not end each other's.
 */
export class SeatStore {
  readonly #accounts: Accounts;
  readonly #stale: StalePeriods;

  constructor(accounts: Accounts, stale: StalePeriods) {
    this.#accounts = accounts;
    this.#stale = stale;
  }

  /**
   * Takes over a seat list of a UTC day, and marks the days whose licences changed or that no list spoke of before.
   * Returns the number of accounts whose licences changed.
   */
  async applyList(
    trx: Queryable,
    source: Pick<StoredSource, 'id' | 'toolId'>,
    namespace: string,
    day: string,
    list: AggregatedSeats,
  ): Promise<number> {
    // A row that could not be read may be anybody's: such a list ends nobody's seat.
    const mayEnd = list.unreadable.count === 0;
    const days = new Map<string, Days>();
    const apply = async (
      accounts: readonly number[],
      listed: ReadonlyMap<number, ListedSeat>,
    ) => {
      const known = await this.#ranges(trx, source.id, accounts);
      const changed = new Map<number, SeatRange[]>();
      for (const id of accounts) {
        const before = known.get(id) ?? [];
        const after = applySeat(before, listed.get(id), day, mayEnd);
        if (isSame(before, after)) continue;
        changed.set(id, after);
        for (const range of changedDays(before, after)) {
          days.set(`${range.from} ${range.to}`, range);
        }
      }
      await this.#replace(trx, source, changed);
      return changed.size;
    };
    let changed = 0;
    const onList = new Set<number>();
    const pieces = this.#accounts.identify(
      trx,
      namespace,
      () => list.seats(ACCOUNTS_AT_ONCE),
      ({ account }) => account,
    );
    for await (const piece of pieces) {
      const listed = new Map(piece.map(({ item, id }) => [id, item.seat]));
      for (const id of listed.keys()) onList.add(id);
      changed += await apply([...listed.keys()], listed);
    }
    if (mayEnd) {
      const gone = (await this.#holders(trx, source.id, day)).filter(
        id => !onList.has(id),
      );
      for (let at = 0; at < gone.length; at += ACCOUNTS_AT_ONCE) {
        const some = gone.slice(at, at + ACCOUNTS_AT_ONCE);
        changed += await apply(some, new Map());
      }
    }
    const previous = await this.#previousDay(trx, source.id, day);
    await this.#putSnapshot(trx, source, day, list);
    const spoken = previous === day ? [] : [coveredDays(previous, day)];
    for (const { from, to } of union([...days.values(), ...spoken])) {
      await this.#stale.markDays(trx, from, to, day);
    }
    return changed;
  }

  /** Ids of accounts with a licence of the source on the day or after it. */
  async #holders(
    trx: Queryable,
    sourceId: number,
    day: string,
  ): Promise<number[]> {
    const ids: unknown[] = await trx('seats')
      .distinct('identity_id')
      .where({ source_id: sourceId })
      .andWhere('valid_to', '>', day)
      .pluck('identity_id');
    return ids.map(Number);
  }

  async #ranges(
    trx: Queryable,
    sourceId: number,
    accounts: readonly number[],
  ): Promise<Map<number, SeatRange[]>> {
    if (accounts.length === 0) return new Map();
    const rows = await trx('seats')
      .select('identity_id', 'valid_from', 'valid_to', 'plan')
      .where({ source_id: sourceId })
      .andWhere(inList(trx, 'identity_id', accounts))
      .orderBy(['identity_id', 'valid_from']);
    const ranges = new Map<number, SeatRange[]>();
    for (const row of rows) {
      const id = Number(row.identity_id);
      const range = { from: row.valid_from, to: row.valid_to, plan: row.plan };
      const list = ranges.get(id);
      if (list) list.push(range);
      else ranges.set(id, [range]);
    }
    return ranges;
  }

  async #replace(
    trx: Queryable,
    { id: sourceId, toolId }: Pick<StoredSource, 'id' | 'toolId'>,
    changed: ReadonlyMap<number, SeatRange[]>,
  ): Promise<void> {
    if (changed.size === 0) return;
    await trx('seats')
      .where({ source_id: sourceId })
      .andWhere(inList(trx, 'identity_id', [...changed.keys()]))
      .delete();
    await writeRows(
      trx,
      'seats',
      SEATS,
      [...changed].flatMap(([id, ranges]) =>
        ranges.map(({ from, to, plan }) => ({
          source_id: sourceId,
          tool_id: toolId,
          identity_id: id,
          valid_from: from,
          valid_to: to,
          plan,
        })),
      ),
    );
  }

  /** The UTC day of the last list of a source up to a day. */
  async #previousDay(
    trx: Queryable,
    sourceId: number,
    day: string,
  ): Promise<string | null> {
    const row = await trx('seat_snapshots')
      .max({ day: 'day' })
      .where({ source_id: sourceId })
      .andWhere('day', '<=', day)
      .first();
    return row?.day ?? null;
  }

  async #putSnapshot(
    trx: Queryable,
    { id, toolId }: Pick<StoredSource, 'id' | 'toolId'>,
    day: string,
    { total, withoutAssignee }: AggregatedSeats,
  ): Promise<void> {
    const values = {
      tool_id: toolId,
      total,
      without_assignee: withoutAssignee,
    };
    await trx('seat_snapshots')
      .insert({ day, source_id: id, ...values })
      .onConflict(['day', 'source_id'])
      .merge(values);
  }
}

function isSame(a: readonly SeatRange[], b: readonly SeatRange[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      (range, index) =>
        range.from === b[index].from &&
        range.to === b[index].to &&
        range.plan === b[index].plan,
    )
  );
}

/** The same days in as few ranges as possible. */
function union(ranges: readonly Days[]): Days[] {
  const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1));
  const joined: Days[] = [];
  for (const { from, to } of sorted) {
    const last = joined[joined.length - 1];
    if (last && from <= last.to) last.to = to > last.to ? to : last.to;
    else joined.push({ from, to });
  }
  return joined;
}
