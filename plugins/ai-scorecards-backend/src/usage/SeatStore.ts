import { inList, Queryable, StalePeriods, writeRows } from '../database';
import { AggregatedSeats } from './aggregateSeats';
import { applySeat, changedDays, coveredDays, SeatRange } from './seatRanges';
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
    const ids = await this.#accounts.upsertAccounts(
      trx,
      namespace,
      list.accounts,
    );
    const known = await this.#ranges(trx, source.id);
    const listed = new Map(
      [...list.seats].map(([key, seat]) => [ids.get(key), seat]),
    );
    // A row that could not be read may be anybody's: such a list ends nobody's seat.
    const mayEnd = list.unreadable.count === 0;
    const changed = new Map<number, SeatRange[]>();
    const days: { from: string; to: string }[] = [];
    for (const id of new Set([...known.keys(), ...ids.values()])) {
      const before = known.get(id) ?? [];
      const after = applySeat(before, listed.get(id), day, mayEnd);
      if (isSame(before, after)) continue;
      changed.set(id, after);
      days.push(...changedDays(before, after));
    }
    await this.#replace(trx, source, changed);
    const previous = await this.#previousDay(trx, source.id, day);
    await this.#putSnapshot(trx, source, day, list);
    if (previous !== day) days.push(coveredDays(previous, day));
    for (const { from, to } of union(days)) {
      await this.#stale.markDays(trx, from, to, day);
    }
    return changed.size;
  }

  async #ranges(
    trx: Queryable,
    sourceId: number,
  ): Promise<Map<number, SeatRange[]>> {
    const rows = await trx('seats')
      .select('identity_id', 'valid_from', 'valid_to', 'plan')
      .where({ source_id: sourceId })
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
function union(
  ranges: readonly { from: string; to: string }[],
): { from: string; to: string }[] {
  const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1));
  const joined: { from: string; to: string }[] = [];
  for (const { from, to } of sorted) {
    const last = joined[joined.length - 1];
    if (last && from <= last.to) last.to = to > last.to ? to : last.to;
    else joined.push({ from, to });
  }
  return joined;
}
