import {
  addDays,
  addMonths,
  firstDay,
  monthOf,
  weekOf,
} from 'backstage-plugin-ai-scorecards-common';
import type { Grain } from '../charts';

/** First day to ask for: 26 weeks, 8 weeks of days, or 12 months, up to and including the period of `until`. */
export function rangeStart(grain: Grain, until: string): string {
  switch (grain) {
    case 'day':
      return addDays(until, -55);
    case 'month':
      return firstDay(addMonths(monthOf(until), -11));
    default:
      return addDays(weekOf(until), -25 * 7);
  }
}

/** Whether a text names a grain. */
export function isGrain(text: string): text is Grain {
  return text === 'day' || text === 'week' || text === 'month';
}
