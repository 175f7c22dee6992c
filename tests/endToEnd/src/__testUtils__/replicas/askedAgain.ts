import type { Knex } from 'knex';
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

/** How often each question of the days up to one was asked. */
function counted(
  questions: readonly Question[],
  lastDay: string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const question of questions) {
    const day = dayOf(question);
    if (day !== undefined && day <= lastDay) {
      const key = `${question.url} ${question.body}`.trim();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * Days that a source was asked for when the replica was killed that asked for it, by the ledger right after: days are
 * asked for one after the other, the newest first, so that it is the newest that is not known.
 * @param days - UTC days that are settled, the newest first
 */
export async function daysInFlight(
  knex: Knex,
  days: readonly string[],
): Promise<Set<string>> {
  const sources: number[] = await knex('sources').pluck('id');
  const known: { source_id: number; day: string }[] = await knex('ledger')
    .whereIn('state', ['fetched', 'no-data'])
    .select('source_id', 'day');
  const keys = new Set(known.map(row => `${row.source_id} ${row.day}`));
  return new Set(
    sources.flatMap(id => days.find(day => !keys.has(`${id} ${day}`)) ?? []),
  );
}

/**
 * Questions of settled days that two replicas asked more often than one that nobody disturbed, in order.
 * @param asked - by both, first the one that was killed
 * @param inFlight - days that the one that was killed asked of in vain
 */
export function askedAgain(
  [killed, survivor]: readonly (readonly Question[])[],
  usual: readonly Question[],
  { lastDay, inFlight }: { lastDay: string; inFlight: ReadonlySet<string> },
): string[] {
  const heard = killed.filter(each => !inFlight.has(dayOf(each) ?? ''));
  const once = counted(usual, lastDay);
  return [...counted([...heard, ...survivor], lastDay)]
    .filter(([key, count]) => count > (once.get(key) ?? 0))
    .map(([key]) => key)
    .sort();
}
