import {
  addDays,
  firstDay,
  lastDay,
  monthOf,
} from 'backstage-plugin-ai-scorecards-common';

/** Until this UTC day premium requests were billed, from it on AI credits. */
const CREDITS_SINCE = '2026-06-01';

/** A report holds at most so many days. */
export const MOST_DAYS = 31;

/** What a report is asked for: UTC days of one calendar month, both included, and what was billed then. */
export interface BillingWindow {
  type: BillingType;
  from: string;
  to: string;
}

export type BillingType = 'ai_credit' | 'premium_request';

/** How the use of a UTC day is billed. */
export function billingTypeOf(day: string): BillingType {
  return day < CREDITS_SINCE ? 'premium_request' : 'ai_credit';
}

/**
 * The report that a day is read from: the day's month, cut into pieces of `size` days. It ends before `today`, which is
 * not over.
 */
export function windowOf(
  day: string,
  today: string,
  size: number,
): BillingWindow {
  const month = monthOf(day);
  const index = Math.floor((Number(day.slice(8)) - 1) / size);
  const from = addDays(firstDay(month), index * size);
  const ends = [addDays(from, size - 1), lastDay(month), addDays(today, -1)];
  return { type: billingTypeOf(day), from, to: ends.sort()[0] };
}
