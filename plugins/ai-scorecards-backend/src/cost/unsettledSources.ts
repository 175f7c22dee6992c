import {
  addDays,
  daysOfMonth,
  firstDay,
  lastDay,
  monthOf,
} from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { ToolStore } from '../tools';
import { dayState, isSettled, LedgerEntry } from '../usage/dayState';
import { LedgerStore } from '../usage/LedgerStore';
import { PUSH_SETTLE_DAYS } from '../usage/push/pushedSource';
import { SourceStore, StoredSource } from '../usage/SourceStore';

/**
 * The titles of the sources that may still change a month, `YYYY-MM`, by their own rules:
 *
 * - a configured one of usage or cost that has not answered for good for every day that its vendor can still tell of,
 *   also one that never answered at all;
 * - a configured one of seats that read no list in the month, unless its first list is of a later one;
 * - a bill that is pushed, where the month or the one before it has any of it, until it was pushed again after the
 *   month's end and the days of grace have passed.
 */
export async function unsettledSources(
  month: string,
  known: {
    knex: Knex;
    /** Those that are configured now. */
    configured: readonly Source[];
    /** How many days before today are asked for. */
    backfillDays: number;
    /** The UTC day that is not over. */
    today: string;
  },
): Promise<string[]> {
  const { knex, configured, today } = known;
  const ledger = new LedgerStore(knex);
  const stored = await new SourceStore(knex, new ToolStore(knex)).list();
  const oldest = addDays(today, -known.backfillDays);
  const open: string[] = [];
  for (const source of configured) {
    const own = stored.find(({ key }) => key === source.id);
    const settled =
      own !== undefined &&
      (source.kind === 'seats'
        ? await hasSeats(knex, own.id, month)
        : isAnswered(month, source, await ledger.entries(own.id), oldest));
    if (!settled) open.push(source.title);
  }
  for (const source of stored.filter(isPushedBill)) {
    const entries = await ledger.entries(source.id);
    if (!isBilled(month, entries, today)) open.push(source.title);
  }
  return open;
}

/** Whether a source is a bill that arrives by itself. */
export function isPushedBill(
  source: Pick<StoredSource, 'pushed' | 'kind'>,
): boolean {
  return source.pushed && source.kind === 'cost';
}

/** Whether a pushed bill has what will come of a month, or nothing of it is to be expected. */
export function isBilled(
  month: string,
  entries: ReadonlyMap<string, LedgerEntry>,
  today: string,
): boolean {
  const last = lastDay(month);
  const before = monthOf(addDays(firstDay(month), -1));
  const billed = [...entries.values()].filter(
    entry => entry.state === 'fetched',
  );
  const ofMonth = billed.filter(({ day }) => monthOf(day) === month);
  const isExpected =
    ofMonth.length > 0 || billed.some(({ day }) => monthOf(day) === before);
  return (
    !isExpected ||
    (today > addDays(last, PUSH_SETTLE_DAYS) &&
      ofMonth.some(({ fetchedAt }) => (fetchedAt ?? '').slice(0, 10) > last))
  );
}

function isAnswered(
  month: string,
  source: Exclude<Source, { kind: 'seats' }>,
  entries: ReadonlyMap<string, LedgerEntry>,
  oldest: string,
): boolean {
  const { kind, settleDays, earliestDay = oldest } = source;
  return daysOfMonth(month)
    .filter(day => day >= earliestDay && day >= oldest)
    .every(day => isSettled(dayState(entries.get(day), { kind, settleDays })));
}

async function hasSeats(
  knex: Knex,
  sourceId: number,
  month: string,
): Promise<boolean> {
  const days: string[] = await knex('seat_snapshots')
    .where({ source_id: sourceId })
    .pluck('day');
  const months = days.map(day => monthOf(day));
  return (
    months.includes(month) ||
    (months.length > 0 && months.every(each => each > month))
  );
}
