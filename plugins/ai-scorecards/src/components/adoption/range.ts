import {
  addDays,
  lastCompleteWeek,
} from 'backstage-plugin-ai-scorecards-common';

/** What the adoption chart can be seen by. */
export type AdoptionGrain = 'day' | 'week';

/** Whether a text names a grain. */
export function isGrain(text: string): text is AdoptionGrain {
  return text === 'day' || text === 'week';
}

/** First and last day to ask for: the 26 weeks that have ended, or the 56 days up to yesterday. */
export function chartRange(
  grain: AdoptionGrain,
  today: string,
): { from: string; to: string } {
  if (grain === 'day') {
    return { from: addDays(today, -56), to: addDays(today, -1) };
  }
  const monday = lastCompleteWeek(today);
  return { from: addDays(monday, -25 * 7), to: addDays(monday, 6) };
}
