import { DayState } from 'backstage-plugin-ai-scorecards-common';
import { addDays } from 'backstage-plugin-ai-scorecards-common';

/** What a ledger row holds about a source's day; how often and when it was fetched stands beside its facts. */
export interface LedgerEntry {
  /** UTC day. */
  day: string;
  /** `fetched` facts are stored · `empty` nothing yet · `no-data` nothing for good · `failed` never fetched. */
  state: 'fetched' | 'empty' | 'no-data' | 'failed';
  /** Vendor rows that became facts. */
  rows: number;
  unreadable: number;
  /** Failed attempts in a row that were the day's own fault. */
  attempts: number;
  /** ISO time of the last answer that was taken; null before the first. */
  fetchedAt: string | null;
  /** ISO time of the last attempt, by the machine's own clock; null before the first. */
  attemptedAt: string | null;
  checksum: string | null;
  /** Why the last attempt failed; null when it did not. */
  error: string | null;
  /** Exact decimal text in major units; null when no amount of the kind was reported. */
  exactUsage: string | null;
  exactValue: string | null;
  /** False when rows came without credits; null when that was never asked. */
  creditsKnown: boolean | null;
  /** Whether a bill said that day whose use it is for. */
  byAccount: boolean;
  /** Whether any amount of an account is an estimate; false when no amount was reported. */
  estimated: boolean;
  /** An operator wants the day again. */
  askedAgain: boolean;
}

/** What the rules on days need to know of a source. */
export interface SettleRule {
  kind: 'usage' | 'seats' | 'cost' | 'outcomes';
  /** Full UTC days after which a day's figures are taken as final. */
  settleDays: number;
  /** Its rows arrive by themselves, so that a day without any is not known to be without use. */
  pushed?: boolean;
}

/** The first UTC day on which an answer about `day` is final: `settleDays` full days have passed since its end. */
export function finalFrom(
  day: string,
  { kind, settleDays }: SettleRule,
): string {
  // A seat list speaks of the moment it is asked for; there is no later answer about that day.
  return kind === 'seats' ? day : addDays(day, settleDays + 1);
}

/** Whether an answer at an ISO time about a day is past its settle time. */
export function isFinal(
  day: string,
  answeredAt: string,
  rule: SettleRule,
): boolean {
  return answeredAt.slice(0, 10) >= finalFrom(day, rule);
}

/** A row that only says that an operator wants the day. */
export function isUnasked(entry: LedgerEntry): boolean {
  return entry.attemptedAt === null && entry.fetchedAt === null;
}

/**
 * The state of a source's day as people read it. A day whose final facts are stored stays complete when a later
 * attempt fails: nothing of what is known is lost by it.
 */
export function dayState(
  entry: LedgerEntry | undefined,
  rule: SettleRule,
): DayState {
  if (!entry || isUnasked(entry)) return 'missing';
  switch (entry.state) {
    case 'no-data':
      return 'no-data';
    case 'empty':
      return entry.error === null ? 'not-ready' : 'failed';
    case 'failed':
      return 'failed';
    default: {
      const final =
        entry.fetchedAt !== null && isFinal(entry.day, entry.fetchedAt, rule);
      if (final && rule.pushed) return 'observed';
      if (final) return entry.unreadable > 0 ? 'marked' : 'complete';
      return entry.error === null ? 'may-change' : 'failed';
    }
  }
}

/** Whether a day has all that will ever be known of it: what makes a week or a month complete. */
export function isSettled(state: DayState): boolean {
  return (
    state === 'complete' ||
    state === 'marked' ||
    state === 'no-data' ||
    state === 'observed'
  );
}
