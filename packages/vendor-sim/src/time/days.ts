/** Days are plain `YYYY-MM-DD` texts in UTC; inside, days since 1970-01-01. */

const DAY_MS = 86_400_000;
const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Days since 1970-01-01 of a `YYYY-MM-DD` day. Throws on anything else. */
export function toDayNumber(day: string): number {
  const ms = PATTERN.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day) {
    throw new RangeError(`'${day}' is not a day of the form YYYY-MM-DD`);
  }
  return ms / DAY_MS;
}

/** The `YYYY-MM-DD` day of a day number. */
export function toDay(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** The day that is `count` days after `day` (before it, when negative). */
export function addDays(day: string, count: number): string {
  return toDay(toDayNumber(day) + count);
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7;
}

/** The UTC day of a moment in milliseconds. */
export function dayOfMoment(ms: number): string {
  return toDay(Math.floor(ms / DAY_MS));
}

/** True for a real day of the form `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  try {
    toDayNumber(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) {
      return false;
    }
    throw error;
  }
}
