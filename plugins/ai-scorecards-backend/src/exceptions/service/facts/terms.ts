import {
  addBusinessDays,
  CaseContext,
  daysInReview,
  ExceptionCase,
  ExceptionRules,
  isSensitive,
} from 'backstage-plugin-ai-scorecards-common';
import type { WantedRequest } from './Surroundings';

const laterOf = (a: string, b: string) => (a > b ? a : b);

/** The days by which something has to be done, as UTC days, and the business days that were used so far. */
export function termsOf(
  known: ExceptionCase | undefined,
  wanted: Pick<WantedRequest, 'kind' | 'wish'>,
  today: string,
  rules: ExceptionRules,
): Pick<CaseContext, 'dueOn' | 'dueOnRunning' | 'ratifyBy' | 'daysUsed'> {
  const { holidays, clock } = rules;
  const dueDays = isSensitive(wanted, rules)
    ? clock.sensitiveDueBusinessDays
    : clock.dueBusinessDays;
  // An appeal is a review of its own.
  const inReviewBefore =
    known && known.request.state !== 'rejected' ? known.request.daysUsed : 0;
  const daysLeft = Math.max(1, dueDays - inReviewBefore);
  const runsSince = known?.request.since.slice(0, 10) ?? today;
  return {
    dueOn: addBusinessDays(today, daysLeft, holidays),
    dueOnRunning: laterOf(
      addBusinessDays(runsSince, daysLeft, holidays),
      addBusinessDays(today, 1, holidays),
    ),
    ratifyBy: addBusinessDays(
      today,
      rules.breakGlass.ratifyBusinessDays,
      holidays,
    ),
    daysUsed: known ? daysInReview(known, today, rules) : 0,
  };
}
