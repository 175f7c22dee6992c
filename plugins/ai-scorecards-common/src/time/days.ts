/**
 * Plain UTC days as `YYYY-MM-DD`, ISO weeks named by their Monday, calendar months as `YYYY-MM`. Never a timestamp:
 * a vendor's reporting day has no time zone to move it.
 */

const DAY_MS = 86_400_000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day that exists in the calendar. */
export function isDay(text: string): boolean {
  return DAY.test(text) && dayOf(new Date(`${text}T00:00:00Z`)) === text;
}

/** The UTC day of a moment; an empty string for an invalid date. */
export function dayOf(moment: Date): string {
  return Number.isNaN(moment.getTime())
    ? ''
    : moment.toISOString().slice(0, 10);
}

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return (
    Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10)) / DAY_MS
  );
}

/** The day that many days after 1970-01-01. */
export function dayFromNumber(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The day that many days later; earlier when negative. */
export function addDays(day: string, days: number): string {
  return dayFromNumber(dayNumber(day) + days);
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Every day from the first to the last, both included; empty when the last is earlier. */
export function daysFromTo(first: string, last: string): string[] {
  const start = dayNumber(first);
  const length = Math.max(0, dayNumber(last) - start + 1);
  return Array.from({ length }, (_, index) => dayFromNumber(start + index));
}

/** The Monday of the day's ISO week. */
export function weekOf(day: string): string {
  const number = dayNumber(day);
  // 1970-01-01 was a Thursday.
  return dayFromNumber(number - ((((number + 3) % 7) + 7) % 7));
}

/** The seven days of the week that starts on this Monday. */
export function daysOfWeek(monday: string): string[] {
  return daysFromTo(monday, addDays(monday, 6));
}

/** The Monday of the last week that ended before today. */
export function lastCompleteWeek(today: string): string {
  return addDays(weekOf(today), -7);
}

/** Mondays from the week of the first day to the week of the last day. */
export function weeksFromTo(first: string, last: string): string[] {
  const weeks: string[] = [];
  for (let week = weekOf(first); week <= last; week = addDays(week, 7))
    weeks.push(week);
  return weeks;
}

/** The day's calendar month, `YYYY-MM`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The first day of the month. */
export function firstDayOf(month: string): string {
  return `${month}-01`;
}

/** The month that many months later; earlier when negative. */
export function addMonths(month: string, months: number): string {
  const index = +month.slice(0, 4) * 12 + (+month.slice(5, 7) - 1) + months;
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${String(
    index - year * 12 + 1,
  ).padStart(2, '0')}`;
}

/** The last day of the month. */
export function lastDayOf(month: string): string {
  return addDays(firstDayOf(addMonths(month, 1)), -1);
}

/** Every day of the month. */
export function daysOfMonth(month: string): string[] {
  return daysFromTo(firstDayOf(month), lastDayOf(month));
}

/** The last month that ended before today. */
export function lastCompleteMonth(today: string): string {
  return addMonths(monthOf(today), -1);
}

/** Months from the month of the first day to the month of the last day. */
export function monthsFromTo(first: string, last: string): string[] {
  const months: string[] = [];
  for (
    let month = monthOf(first);
    month <= monthOf(last);
    month = addMonths(month, 1)
  )
    months.push(month);
  return months;
}
