import { Question } from './VendorLine';

/** A day as text, or the moment of its start in seconds or milliseconds. */
const DAY = /20\d\d-\d\d-\d\d|(?<!\d)1\d{9}(?:\d{3})?(?!\d)/;

/** The first UTC day that a question speaks of; undefined where it speaks of none. */
function dayOf({ url, body }: Question): string | undefined {
  const text = DAY.exec(decodeURIComponent(url))?.[0] ?? DAY.exec(body)?.[0];
  if (text === undefined || text.includes('-')) return text;
  const moment = Number(text) * (text.length === 10 ? 1000 : 1);
  return new Date(moment).toISOString().slice(0, 10);
}

/** Questions of the days up to one that were asked more than once, in order. */
export function askedTwice(
  questions: readonly Question[],
  lastDay: string,
): string[] {
  const counts = new Map<string, number>();
  for (const question of questions) {
    const day = dayOf(question);
    if (day !== undefined && day <= lastDay) {
      const key = `${question.url} ${question.body}`.trim();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([key]) => key)
    .sort();
}
