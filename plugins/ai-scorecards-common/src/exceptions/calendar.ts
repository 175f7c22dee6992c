import { addDays, dayIndex } from '../time';

/** 1 January 1970, day 0, was a Thursday. */
const isWeekend = (day: string) => [2, 3].includes(dayIndex(day) % 7);

/** Whether somebody is expected to decide on a UTC day. */
export function isBusinessDay(
  day: string,
  holidays: readonly string[],
): boolean {
  return !isWeekend(day) && !holidays.includes(day);
}

/** Returns the UTC day that is so many business days after a day; the day itself for none. */
export function addBusinessDays(
  day: string,
  count: number,
  holidays: readonly string[],
): string {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (isBusinessDay(at, holidays)) left -= 1;
  }
  return at;
}

/** Business days after `from` up to `to`, that day included; 0 where `to` is not later. */
export function businessDaysAfter(
  from: string,
  to: string,
  holidays: readonly string[],
): number {
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) {
    if (isBusinessDay(at, holidays)) count += 1;
  }
  return count;
}
