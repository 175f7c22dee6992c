import {
  addDays,
  daysOfMonth,
  firstDay,
  lastDay,
  monthOf,
} from 'backstage-plugin-ai-scorecards-common';
import type {
  DisabledSource,
  Source,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { ToolStore } from '../tools';
import { dayState, isSettled, LedgerEntry } from '../usage/dayState';
import { LedgerStore } from '../usage/LedgerStore';
import { PUSH_SETTLE_DAYS } from '../usage/push/pushedSource';
import { SourceStore, StoredSource } from '../usage/SourceStore';

/** What may still change a month, and in a sentence why. */
export interface Unsettled {
  /** The source's title. */
  source: string;
  /** "Cursor usage has not answered for good for 3 days of it." */
  sentence: string;
}

/** What is known of sources, to tell by what months wait for. */
export interface ToldBySources {
  configured: readonly Source[];
  disabled: readonly DisabledSource[];
  stored: readonly StoredSource[];
  /** By id of the stored source, then by day. */
  entries: ReadonlyMap<number, ReadonlyMap<string, LedgerEntry>>;
  /** UTC days of seat lists by id of the stored source. */
  lists: ReadonlyMap<number, readonly string[]>;
  /** The first UTC day that is still asked for. */
  oldest: string;
  /** The UTC day that is not over. */
  today: string;
}

/** Reads it once for all months. */
export async function readToldBySources(known: {
  knex: Knex;
  /** Those that are configured now. */
  configured: readonly Source[];
  /** Those that configuration asks for and that cannot run. */
  disabled: readonly DisabledSource[];
  /** How many days before today are asked for. */
  backfillDays: number;
  today: string;
}): Promise<ToldBySources> {
  const { knex, configured, disabled, today } = known;
  const ledger = new LedgerStore(knex);
  const stored = await new SourceStore(knex, new ToolStore(knex)).list();
  const isAsked = (source: StoredSource) =>
    isPushedBill(source) ||
    configured.some(({ id, kind }) => id === source.key && kind !== 'seats');
  const entries = new Map<number, ReadonlyMap<string, LedgerEntry>>();
  for (const source of stored.filter(isAsked)) {
    entries.set(source.id, await ledger.entries(source.id));
  }
  const lists = new Map<number, string[]>();
  const rows: { source_id: number; day: string }[] = await knex(
    'seat_snapshots',
  ).select('source_id', 'day');
  for (const { source_id: id, day } of rows) {
    lists.set(Number(id), [...(lists.get(Number(id)) ?? []), day]);
  }
  const oldest = addDays(today, -known.backfillDays);
  return { configured, disabled, stored, entries, lists, oldest, today };
}

/**
 * The sources that may still change a month, `YYYY-MM`, by their own rules:
 *
 * - a configured one of usage or cost that has not answered for good for every day that its vendor can still tell of,
 *   also one that fails, or never answered at all;
 * - a configured one of seats that read no list in the month, unless its first list is of a later one;
 * - one that is off because its configuration is wrong, while days of the month can still be asked for: what it would tell
 *   nobody knows;
 * - a bill that is pushed, where the month or the one before it has any of it, until it was pushed again after the
 *   month's end and the days of grace have passed.
 */
export function unsettledSources(
  month: string,
  told: ToldBySources,
): Unsettled[] {
  const open: Unsettled[] = [];
  const add = (source: string, why: string) =>
    open.push({ source, sentence: `${source} ${why}.` });
  for (const source of told.configured) {
    const own = told.stored.find(({ key }) => key === source.id);
    const why =
      source.kind === 'seats'
        ? seatsWait(month, (own && told.lists.get(own.id)) ?? [])
        : daysWait(month, source, own && told.entries.get(own.id), told.oldest);
    if (why) add(source.title, why);
  }
  for (const { title, path, tellsCost } of told.disabled) {
    if (tellsCost !== false && lastDay(month) >= told.oldest) {
      add(title, `is off, because its configuration is wrong: ${path}`);
    }
  }
  for (const source of told.stored.filter(isPushedBill)) {
    const entries = told.entries.get(source.id) ?? new Map();
    if (!isBilled(month, entries, told.today)) {
      add(source.title, 'has not been pushed for it since it ended');
    }
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

/** Why a source of days keeps a month open; undefined where it does not. */
function daysWait(
  month: string,
  source: Exclude<Source, { kind: 'seats' }>,
  entries: ReadonlyMap<string, LedgerEntry> | undefined,
  oldest: string,
): string | undefined {
  if (!entries) return 'has not answered yet';
  const { kind, settleDays, earliestDay = oldest } = source;
  const states = daysOfMonth(month)
    .filter(day => day >= earliestDay && day >= oldest)
    .map(day => dayState(entries.get(day), { kind, settleDays }))
    .filter(state => !isSettled(state));
  if (states.length === 0) return undefined;
  const failed = states.filter(state => state === 'failed').length;
  return failed > 0
    ? `fails for ${daysInWords(failed)} of it`
    : `has not answered for good for ${daysInWords(states.length)} of it`;
}

function seatsWait(month: string, days: readonly string[]): string | undefined {
  const months = days.map(day => monthOf(day));
  const isRead =
    months.includes(month) ||
    (months.length > 0 && months.every(each => each > month));
  return isRead ? undefined : 'has read no list of seats in it';
}

function daysInWords(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
