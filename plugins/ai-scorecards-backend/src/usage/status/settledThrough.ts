import {
  addDays,
  addMonths,
  daysOfMonth,
  daysOfWeek,
  Freshness,
  lastCompleteMonth,
  lastCompleteWeek,
  monthOf,
  weekOf,
} from 'backstage-plugin-ai-scorecards-common';
import { wantedRange } from '../dayPlan';
import { dayState, finalFrom, isSettled } from '../dayState';
import { SourceView } from './sourceView';

/**
 * The last Sunday of the last week, and the last month, whose days every usage source has for good. Days that a vendor
 * cannot have hold nothing up. Null where there is none, as while a source has not a single settled day.
 * @param views - enabled usage sources
 * @param today - UTC day
 */
export function settledThrough(
  views: readonly SourceView[],
  today: string,
): Pick<Freshness, 'through' | 'month'> {
  const starts = views.flatMap(({ rule }) => {
    const range = wantedRange(rule, today);
    return range ? [range.from] : [];
  });
  const nothing = { through: null, month: null };
  if (starts.length === 0 || views.some(view => isUnsettled(view, today))) {
    return nothing;
  }
  const first = starts.sort()[0];
  const isWhole = (days: string[]) =>
    views.every(view => days.every(day => isSettledOn(view, day)));

  let through: string | null = null;
  for (
    let week = lastCompleteWeek(today);
    week >= weekOf(first) && through === null;
    week = addDays(week, -7)
  ) {
    if (isWhole(daysOfWeek(week))) through = addDays(week, 6);
  }
  let month: string | null = null;
  for (
    let each = lastCompleteMonth(today);
    each >= monthOf(first) && month === null;
    each = addMonths(each, -1)
  ) {
    if (isWhole(daysOfMonth(each))) month = each;
  }
  return { through, month };
}

function isSettledOn({ rule, ledger }: SourceView, day: string): boolean {
  if (rule.earliestDay && day < rule.earliestDay) return true;
  return isSettled(dayState(ledger.get(day), rule));
}

/** Whether a source could have settled days by now and has none. */
function isUnsettled({ rule, ledger }: SourceView, today: string): boolean {
  const range = wantedRange(rule, today);
  if (!range || finalFrom(range.from, rule) > today) return false;
  for (const entry of ledger.values()) {
    if (isSettled(dayState(entry, rule))) return false;
  }
  return true;
}
