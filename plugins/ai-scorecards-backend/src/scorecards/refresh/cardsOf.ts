import {
  addDays,
  addMonths,
  lastDay,
  weekOf,
  weeksBetween,
} from 'backstage-plugin-ai-scorecards-common';
import { COVERAGE_DAYS } from './coverage';

/** Snapshots look back over twelve months. */
const MONTHS_OF_A_CARD = 12;

/**
 * Weeks whose snapshots a month (`YYYY-MM`) has a part in that was worked out again, none of them still to come: they
 * show it once it is whole, and their coverage rests on its days with other money than before.
 * @param changed - UTC days of the month whose usage cost or value changed
 * @param today - the UTC day that is not over
 */
export function cardsOf(
  month: string,
  changed: readonly string[],
  today: string,
): string[] {
  const current = weekOf(today);
  const until = (last: string) => (last < current ? last : current);
  // The week of a month's last day is the first that ends with the month whole.
  const end = addDays(weekOf(lastDay(addMonths(month, MONTHS_OF_A_CARD))), -7);
  const weeks = new Set(weeksBetween(weekOf(lastDay(month)), until(end)));
  for (const day of changed) {
    const last = weekOf(addDays(day, COVERAGE_DAYS - 7));
    weeksBetween(weekOf(day), until(last)).forEach(week => weeks.add(week));
  }
  return [...weeks].sort();
}
