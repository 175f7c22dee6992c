import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { isFinal, isUnasked, LedgerEntry, SettleRule } from './dayState';

const MINUTE = 60_000;
/** The first wait after a failed attempt; each further failure doubles it. */
const FIRST_WAIT = 15 * MINUTE;
const LONGEST_WAIT = 6 * 60 * MINUTE;

/** What decides which days of a source are wanted. */
export interface DayPlanRule extends SettleRule {
  /** The earliest UTC day that the vendor can have. */
  earliestDay?: string;
  /** Full UTC days for which a settled day may still be revised; default: none beyond the settle time. */
  restatedForDays?: number;
  /** How many days before today history is wanted for. */
  backfillDays: number;
  /** Minutes for which a day that was answered is left alone; none when left out. */
  refreshMinutes?: number;
}

/**
 * The first and the last UTC day that a source is wanted for; null when there is none. Today is never wanted, being
 * unfinished, except for a seat list, which has nothing but today.
 */
export function wantedRange(
  rule: DayPlanRule,
  today: string,
): { from: string; to: string } | null {
  if (rule.kind === 'seats') return { from: today, to: today };
  const to = addDays(today, -1);
  const oldest = addDays(today, -rule.backfillDays);
  const from =
    rule.earliestDay && rule.earliestDay > oldest ? rule.earliestDay : oldest;
  return from > to ? null : { from, to };
}

/** Milliseconds to leave a day alone after so many failed attempts in a row. */
export function waitAfter(attempts: number): number {
  if (attempts <= 0) return 0;
  return Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);
}

/**
 * The days to ask a source for now: those an operator wants first, then those without a final answer, then settled
 * ones that the vendor may have revised, each newest first. A day is asked until there is an answer from after its
 * settle time; one that failed waits longer after each failure. A revised day waits for the next UTC day.
 * @param ledger - what is known of the source, by day; days outside the wanted range count when asked for again
 * @param today - the UTC day it is
 * @param time - the machine's own time, by which waits are measured
 */
export function planDays(
  rule: DayPlanRule,
  ledger: ReadonlyMap<string, LedgerEntry>,
  today: string,
  time: Date,
): string[] {
  const range = wantedRange(rule, today);
  const isDue = (entry: LedgerEntry) =>
    entry.attempts === 0 ||
    entry.attemptedAt === null ||
    Date.parse(entry.attemptedAt) + waitAfter(entry.attempts) <= time.getTime();

  const wanted: string[] = [];
  if (rule.kind !== 'seats') {
    for (const entry of ledger.values()) {
      if (entry.askedAgain && entry.day < today && isDue(entry)) {
        wanted.push(entry.day);
      }
    }
    wanted.sort().reverse();
  }
  if (!range) return wanted;

  const first = new Set(wanted);
  const revised: string[] = [];
  for (let day = range.to; day >= range.from; day = addDays(day, -1)) {
    const entry = ledger.get(day);
    if (first.has(day) || (entry && !isDue(entry))) continue;
    if (entry && isFresh(entry, rule, time)) continue;
    if (!entry || isOpen(entry, rule)) wanted.push(day);
    else if (isRevisable(entry, rule, today)) revised.push(day);
  }
  return [...wanted, ...revised];
}

/** Whether a settled day may have been revised since its last answer. */
function isRevisable(
  entry: LedgerEntry,
  rule: DayPlanRule,
  today: string,
): boolean {
  const { restatedForDays = 0 } = rule;
  if (entry.state !== 'fetched' || entry.fetchedAt === null) return false;
  return (
    entry.fetchedAt.slice(0, 10) < today &&
    !isFinal(entry.day, entry.fetchedAt, {
      kind: rule.kind,
      settleDays: restatedForDays,
    })
  );
}

/** Whether the vendor cannot have anything new since the last answer. */
function isFresh(
  { attempts, fetchedAt, attemptedAt, error }: LedgerEntry,
  { refreshMinutes }: DayPlanRule,
  time: Date,
): boolean {
  return (
    refreshMinutes !== undefined &&
    attempts === 0 &&
    error === null &&
    fetchedAt !== null &&
    attemptedAt !== null &&
    Date.parse(attemptedAt) + refreshMinutes * MINUTE > time.getTime()
  );
}

/** Whether another answer may still say something new of a day. */
function isOpen(entry: LedgerEntry, rule: SettleRule): boolean {
  if (rule.kind === 'seats') return true;
  if (entry.state === 'no-data') return false;
  if (entry.state !== 'fetched') return true;
  return entry.fetchedAt === null || !isFinal(entry.day, entry.fetchedAt, rule);
}

/** How far a source's history is: days with an answer, of all days wanted. */
export function planProgress(
  rule: DayPlanRule,
  ledger: ReadonlyMap<string, LedgerEntry>,
  today: string,
): { daysDone: number; daysWanted: number; missing: number } {
  const range = wantedRange(rule, today);
  const progress = { daysDone: 0, daysWanted: 0, missing: 0 };
  if (!range) return progress;
  for (let day = range.to; day >= range.from; day = addDays(day, -1)) {
    const entry = ledger.get(day);
    progress.daysWanted += 1;
    if (!entry || isUnasked(entry)) progress.missing += 1;
    else if (entry.state !== 'failed') progress.daysDone += 1;
  }
  return progress;
}
