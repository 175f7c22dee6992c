import {
  addDays,
  daysBetween,
  SourceStatus,
} from 'backstage-plugin-ai-scorecards-common';
import { planProgress, wantedRange } from '../dayPlan';
import { dayState, LedgerEntry } from '../dayState';
import { SourceView } from './sourceView';

/** How a source that can run stands. */
export interface SourceState {
  state: Exclude<SourceStatus['state'], 'disabled'>;
  /** The newest UTC day with a vendor's answer that was taken; null before the first. */
  lastDay: string | null;
  /** Whole days between the last collected day and yesterday. */
  lagDays: number | null;
  /** Days with an answer, of all days wanted; null when the history is there. */
  backfill: { daysDone: number; daysWanted: number } | null;
  /** Wanted days whose last attempt failed, oldest first. */
  failedDays: readonly LedgerEntry[];
}

/** Tells how a source stands on a UTC day. */
export function sourceState(view: SourceView, today: string): SourceState {
  const { rule, stored, ledger } = view;
  const range = wantedRange(rule, today);
  const known = newestAnswered(ledger);
  const lagDays =
    known === null ? null : Math.max(0, daysBetween(known, addDays(today, -1)));
  const failedDays = [...ledger.values()]
    .filter(
      entry =>
        range !== null &&
        entry.day >= range.from &&
        entry.day <= range.to &&
        dayState(entry, rule) === 'failed',
    )
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const backfill = backfillOf(view, today);
  const base = { lastDay: known, lagDays, backfill, failedDays };

  if (stored?.failingSince && !isForSingleDays(view, range, failedDays)) {
    return { ...base, state: 'failed' };
  }
  if (!stored?.lastAttemptAt && ledger.size === 0) {
    return { ...base, state: 'never-run' };
  }
  // One day more than the settle time: by then an empty answer has become *no data*.
  const patience = rule.kind === 'seats' ? 0 : rule.settleDays + 1;
  if (lagDays !== null && lagDays > patience) return { ...base, state: 'late' };
  if (backfill) return { ...base, state: 'collecting' };
  if (failedDays.length > 0) return { ...base, state: 'late' };
  if (known === null && range) return { ...base, state: 'collecting' };
  return { ...base, state: 'current' };
}

/**
 * A run that got the newest day and ended with several faulty old ones: those days are late, the source does not fail.
 * A day that an operator asked for comes before the newest, so its fault may well be the source's.
 */
function isForSingleDays(
  { rule, stored, ledger }: SourceView,
  range: { to: string } | null,
  failedDays: readonly LedgerEntry[],
): boolean {
  const newest = dayState(range ? ledger.get(range.to) : undefined, rule);
  return (
    newest !== 'failed' &&
    newest !== 'missing' &&
    failedDays.some(
      ({ error, askedAgain }) => !askedAgain && error === stored?.lastError,
    )
  );
}

function newestAnswered(
  ledger: ReadonlyMap<string, LedgerEntry>,
): string | null {
  let newest: string | null = null;
  for (const { day, state } of ledger.values()) {
    const answered = state === 'fetched' || state === 'no-data';
    if (answered && (newest === null || day > newest)) newest = day;
  }
  return newest;
}

/**
 * A history still runs while days older than the settle time were never asked for: those that came since the last run
 * are no history.
 */
function backfillOf(
  { rule, ledger }: SourceView,
  today: string,
): SourceState['backfill'] {
  if (rule.kind === 'seats') return null;
  const { daysDone, daysWanted, missing } = planProgress(rule, ledger, today);
  if (missing === 0) return null;
  const range = wantedRange(rule, today);
  const recent = addDays(today, -rule.settleDays - 1);
  for (let day = range?.from ?? recent; day < recent; day = addDays(day, 1)) {
    if (dayState(ledger.get(day), rule) === 'missing') {
      return { daysDone, daysWanted };
    }
  }
  return null;
}
