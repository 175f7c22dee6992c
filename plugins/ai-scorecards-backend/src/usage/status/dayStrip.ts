import {
  addDays,
  daysFromTo,
  SourceStatus,
} from 'backstage-plugin-ai-scorecards-common';
import { dayState, LedgerEntry, SettleRule } from '../dayState';

export const STRIP_DAYS = 60;

/**
 * The first and the last UTC day of a strip. It ends yesterday, today being unfinished; that of a seat list ends today,
 * since a list speaks of the moment it was asked for.
 */
export function stripRange(
  kind: SettleRule['kind'],
  today: string,
): { from: string; to: string } {
  const to = kind === 'seats' ? today : addDays(today, -1);
  return { from: addDays(to, 1 - STRIP_DAYS), to };
}

/**
 * The last 60 UTC days of a source, oldest first. Days that nobody asked for, be they older than what the vendor has or
 * than what is wanted, are `missing`; those before the first list of seats are `no-data`, since no vendor tells of them.
 */
export function dayStrip(
  ledger: ReadonlyMap<string, LedgerEntry>,
  rule: SettleRule,
  today: string,
): SourceStatus['strip'] {
  const { from, to } = stripRange(rule.kind, today);
  const firstList =
    rule.kind === 'seats' ? [...ledger.keys()].sort()[0] ?? today : null;
  return daysFromTo(from, to).map(day => {
    const entry = ledger.get(day);
    const isBeforeAnyList = firstList !== null && day < firstList;
    return {
      day,
      state: isBeforeAnyList ? 'no-data' : dayState(entry, rule),
      rows: entry?.fetchedAt && entry.state === 'fetched' ? entry.rows : null,
      unreadable: entry?.unreadable ?? 0,
      attempts: entry?.attempts ?? 0,
      fetchedAt: entry?.fetchedAt ?? null,
      error: entry?.error ?? null,
    };
  });
}
