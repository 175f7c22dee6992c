import { InputError } from '@backstage/errors';

/**
 * Plain UTC days (`YYYY-MM-DD`), ISO weeks named by their Monday, and months (`YYYY-MM`). A day is never an instant:
 * nothing here reads a clock or a local time zone. Years 0001 to 9999. Since all three are zero-padded, comparing the
 * texts compares the dates.
 */

const MS_PER_DAY = 86_400_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_PATTERN = /^\d{4}-\d{2}$/;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function lengthOfMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : MONTH_LENGTHS[month - 1] ?? 0;
}

/**
 * Days from 1970-01-01 to a well-formed day, or null when the calendar has no such day. A period is worked out from as
 * many dates as there are people, and `Date` is too slow for that; the formula is `days_from_civil` of Howard Hinnant's
 * "chrono-Compatible Low-Level Date Algorithms".
 */
function parseDay(text: string): number | null {
  if (!DAY_PATTERN.test(text)) return null;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  if (year < 1 || day < 1 || day > lengthOfMonth(year, month)) return null;
  // Years that begin in March end with the leap day.
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leapDays =
    Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leapDays + Math.floor((153 * m + 2) / 5) + day - 1 - 719_468;
}

/** Whether the text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return parseDay(text) !== null;
}

/** Whether the text is a month, written `YYYY-MM`. */
export function isMonth(text: string): boolean {
  return MONTH_PATTERN.test(text) && isDay(`${text}-01`);
}

/** Days since 1970-01-01, negative before it. Throws InputError for anything but a day. */
export function dayIndex(day: string): number {
  const index = parseDay(day);
  if (index === null) {
    throw new InputError(`'${day}' is not a day (YYYY-MM-DD)`);
  }
  return index;
}

/** Days that were written before: the same few hundred are asked for again and again. */
const written = new Map<number, string>();
/** More than fifty years of days. */
const MOST_WRITTEN = 20_000;

/** The day that many days after 1970-01-01. Throws InputError outside the years 0001 to 9999. */
export function dayOf(index: number): string {
  let day = written.get(index);
  if (day === undefined) {
    day = writeDay(index);
    if (written.size < MOST_WRITTEN) written.set(index, day);
  }
  return day;
}

function writeDay(index: number): string {
  const date = new Date(index * MS_PER_DAY);
  const year = Number.isInteger(index) ? date.getUTCFullYear() : NaN;
  if (!(year >= 1 && year <= 9999)) {
    throw new InputError(`${index} is not the index of a day`);
  }
  return date.toISOString().slice(0, 10);
}

/** The UTC day of an instant. */
export function dayOfInstant(instant: Date): string {
  return dayOf(Math.floor(instant.getTime() / MS_PER_DAY));
}

/** The day `count` days later, or earlier when negative. */
export function addDays(day: string, count: number): string {
  return dayOf(dayIndex(day) + count);
}

/** How many days `to` is after `from`; negative when it is before, 0 for the same day. */
export function daysBetween(from: string, to: string): number {
  return dayIndex(to) - dayIndex(from);
}

/** All days from `first` to `last`, both included; empty when `last` is before `first`. */
export function daysFromTo(first: string, last: string): string[] {
  const start = dayIndex(first);
  const length = Math.max(0, dayIndex(last) - start + 1);
  return Array.from({ length }, (_, i) => dayOf(start + i));
}

/** Index of the Monday of the ISO week around a day index; 1970-01-01 was a Thursday. */
function mondayIndex(index: number): number {
  return index - ((((index + 3) % 7) + 7) % 7);
}

/** The Monday that names the ISO week of a day. */
export function weekOf(day: string): string {
  return dayOf(mondayIndex(dayIndex(day)));
}

/** The seven days of the ISO week that contains `day`, Monday first. */
export function daysOfWeek(day: string): string[] {
  const monday = weekOf(day);
  return daysFromTo(monday, addDays(monday, 6));
}

/** The Monday of the last ISO week whose Sunday is before `today`. */
export function lastCompleteWeek(today: string): string {
  return dayOf(mondayIndex(dayIndex(today)) - 7);
}

/** Mondays of all ISO weeks that have a day in `first`..`last`, both included. */
export function weeksBetween(first: string, last: string): string[] {
  const end = dayIndex(last);
  const weeks: string[] = [];
  if (dayIndex(first) <= end) {
    for (let at = mondayIndex(dayIndex(first)); at <= end; at += 7) {
      weeks.push(dayOf(at));
    }
  }
  return weeks;
}

/** The month of a day. */
export function monthOf(day: string): string {
  dayIndex(day);
  return day.slice(0, 7);
}

/** The first day of a month. Throws InputError for anything but a month. */
export function firstDay(month: string): string {
  if (!isMonth(month)) {
    throw new InputError(`'${month}' is not a month (YYYY-MM)`);
  }
  return `${month}-01`;
}

/** The month `count` months later, or earlier when negative. */
export function addMonths(month: string, count: number): string {
  firstDay(month);
  const months =
    Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  const year = Math.floor(months / 12);
  const result = `${String(year).padStart(4, '0')}-${String(
    months - year * 12 + 1,
  ).padStart(2, '0')}`;
  firstDay(result);
  return result;
}

/** The last month whose last day is before `today`. */
export function lastCompleteMonth(today: string): string {
  return addMonths(monthOf(today), -1);
}

/** The last day of a month. */
export function lastDay(month: string): string {
  const first = firstDay(month);
  const year = Number(first.slice(0, 4));
  const number = Number(first.slice(5, 7));
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return `${month}-${lengths[number - 1]}`;
}

/** All days of a month, in order. */
export function daysOfMonth(month: string): string[] {
  return daysFromTo(firstDay(month), lastDay(month));
}

/** All months that have a day in `first`..`last`, both days included. */
export function monthsBetween(first: string, last: string): string[] {
  const end = monthOf(last);
  const months: string[] = [];
  if (dayIndex(first) <= dayIndex(last)) {
    for (let at = monthOf(first); at <= end; at = addMonths(at, 1)) {
      months.push(at);
      if (at === '9999-12') {
        break;
      }
    }
  }
  return months;
}
