import { addDays, weekOf } from 'backstage-plugin-ai-scorecards-common';
import { Queryable, StalePeriods } from '../database';

/** Weeks whose 28 days hold a day: its own and the three after. */
const WEEKS = 4;

/** Marks the weeks in whose figures changes merged on these UTC days stand. Weeks to come are in it: they look back. */
export async function markMerges(
  trx: Queryable,
  stale: StalePeriods,
  days: Iterable<string>,
): Promise<void> {
  const weeks = new Set<string>();
  for (const day of days) {
    for (let after = 0; after < WEEKS; after++) {
      weeks.add(addDays(weekOf(day), 7 * after));
    }
  }
  await stale.mark(trx, 'merge', [...weeks]);
}
