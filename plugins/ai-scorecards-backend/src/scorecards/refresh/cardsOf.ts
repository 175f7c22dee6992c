import {
  addDays,
  addMonths,
  firstDay,
  lastDay,
  weekOf,
  weeksBetween,
} from 'backstage-plugin-ai-scorecards-common';

/** Snapshots look back over twelve months. */
const MONTHS_OF_A_CARD = 12;

/** Weeks whose snapshots show a month, or whose coverage rests on it. */
export function cardsOf(month: string, today: string): string[] {
  const last = addDays(weekOf(lastDay(addMonths(month, MONTHS_OF_A_CARD))), -7);
  const current = weekOf(today);
  return weeksBetween(weekOf(firstDay(month)), last < current ? last : current);
}
