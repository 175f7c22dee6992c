/** Plain UTC days, `YYYY-MM-DD`; texts compare as the days do. */

const MS = 86_400_000;

/** The day so many days later. */
export function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MS)
    .toISOString()
    .slice(0, 10);
}

/** All days from the first to the last, both included. */
export function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = plus(day, 1)) {
    days.push(day);
  }
  return days;
}

/** The Monday of a day's ISO week. */
export function mondayOf(day: string): string {
  let monday = day;
  while (new Date(`${monday}T00:00:00Z`).getUTCDay() !== 1) {
    monday = plus(monday, -1);
  }
  return monday;
}

/** The seven days of the week that begins on a Monday. */
export function weekDays(monday: string): string[] {
  return daysFrom(monday, plus(monday, 6));
}

/** The days of a month, `YYYY-MM`. */
export function monthDays(month: string): string[] {
  return daysFrom(`${month}-01`, `${month}-31`).filter(day =>
    day.startsWith(month),
  );
}

/** The months, `YYYY-MM`, that have one of the days, in order. */
export function monthsOf(days: string[]): string[] {
  return [...new Set(days.map(day => day.slice(0, 7)))].sort();
}
