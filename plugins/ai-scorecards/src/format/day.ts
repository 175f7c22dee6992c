/** Calendar texts. Days are UTC days without a time; nothing here uses the reader's time zone. */

const at = (day: string) => new Date(`${day}T00:00:00Z`);

function parts(
  date: Date,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Record<string, string> {
  const result: Record<string, string> = {};
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    ...options,
  });
  for (const part of format.formatToParts(date)) {
    result[part.type] = part.value;
  }
  return result;
}

/** `22 Nov`, or `22 Nov 2025` when the year is not that of `today`. */
export function formatDay(day: string, locale: string, today: string): string {
  const {
    day: number,
    month,
    year,
  } = parts(at(day), locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const text = `${number} ${month}`;
  return day.slice(0, 4) === today.slice(0, 4) ? text : `${text} ${year}`;
}

/** `Sun 22 Nov`, with the year where it is not that of `today`. */
export function formatWeekday(
  day: string,
  locale: string,
  today: string,
): string {
  const { weekday } = parts(at(day), locale, { weekday: 'short' });
  return `${weekday} ${formatDay(day, locale, today)}`;
}

/** `Nov 2026` for the month `2026-11`. */
export function formatMonth(month: string, locale: string): string {
  const { month: name, year } = parts(at(`${month}-01`), locale, {
    month: 'short',
    year: 'numeric',
  });
  return `${name} ${year}`;
}

/** `Sun 22 Nov, 02:10 UTC` for an instant in ISO 8601. */
export function formatInstant(
  instant: string,
  locale: string,
  today: string,
): string {
  const date = new Date(instant);
  const { hour, minute } = parts(date, locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const day = date.toISOString().slice(0, 10);
  return `${formatWeekday(day, locale, today)}, ${hour}:${minute} UTC`;
}
