import { toDayNumber, weekday } from '../time/days';

const on = toDayNumber;

/** First day whose Copilot reports carry AI credits. */
export const CREDITS_FROM = '2026-06-19';
/** First day for which there is a Copilot report per person, by scope. */
export const COPILOT_REPORTS_FROM = {
  enterprises: '2025-10-10',
  orgs: '2025-12-12',
} as const;
/** Day on which Copilot was down for most of the working hours. */
export const COPILOT_OUTAGE = '2026-09-15';
/** Day from which Anthropic's largest model costs a third. */
export const CLAUDE_PRICE_CHANGE = '2026-08-03';
/** Day from which some regular users lose interest. */
export const DECLINE_FROM = '2026-09-07';

const WEEKDAYS = [1, 1.03, 1.03, 1, 0.88, 0.07, 0.05];
const PUBLIC_HOLIDAYS = new Set(
  ['2026-04-03', '2026-04-06', '2026-05-01', '2026-05-25'].map(on),
);

/** How much of a normal working day's work is done on a day, 0 to 1.03. */
export function workRhythm(day: number): number {
  const base = WEEKDAYS[weekday(day)];
  const date = new Date(day * 86_400_000);
  const month = date.getUTCMonth() + 1;
  const dayOfMonth = date.getUTCDate();
  const yearEnd =
    (month === 12 && dayOfMonth >= 24) || (month === 1 && dayOfMonth === 1);
  if (yearEnd || PUBLIC_HOLIDAYS.has(day)) {
    return base * 0.1;
  }
  const summer = month === 8 && dayOfMonth <= 21;
  return summer ? base * 0.8 : base;
}

/** What part of Copilot's normal use was possible on a day. */
export function copilotAvailability(day: number): number {
  return day === on(COPILOT_OUTAGE) ? 0.1 : 1;
}
