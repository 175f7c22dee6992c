import { inList, Queryable, StalePeriods } from '../../database';

/**
 * Marks the snapshots of some weeks, by their Mondays. Those of teams whose own figures are others now are made again;
 * the rest only where what they rest on besides changed. The mark comes first: whoever makes snapshots looks at it
 * before they say what these rest on.
 */
export async function markCards(
  trx: Queryable,
  stale: StalePeriods,
  weeks: readonly string[],
  changed: 'all' | Iterable<number>,
): Promise<void> {
  await stale.mark(trx, 'card', weeks);
  const groupIds = changed === 'all' ? [] : [...changed];
  if (weeks.length === 0 || (changed !== 'all' && groupIds.length === 0))
    return;
  // Week by week: on SQLite nobody is answered while a statement runs.
  for (const week of weeks) {
    await trx('scorecards')
      .where({ week })
      .whereNotNull('basis')
      .modify(query => {
        if (changed !== 'all') {
          query.andWhere(inList(trx, 'group_id', groupIds));
        }
      })
      .update({ basis: null });
  }
}
