import { addDays, Coverage } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { MoneyStore } from '../../cost/MoneyStore';
import { readColumns } from './packed';

/** Days over which coverage is taken. */
const DAYS = 28;

/**
 * How much of what vendors report is resolved, over the 28 UTC days that end with `through`: accounts with an action or
 * a seat, and seat and usage cost. Null where there is nothing to resolve.
 */
export async function readCoverage(
  knex: Knex,
  through: string,
  minimumCoverage: number,
): Promise<Coverage> {
  const from = addDays(through, 1 - DAYS);
  const used = knex('usage_facts')
    .distinct('identity_id')
    .whereBetween('day', [from, through])
    .andWhere({ active: true });
  const seated = knex('seats')
    .distinct('identity_id')
    .where('valid_from', '<=', through)
    .andWhere('valid_to', '>', from);
  const { state } = await readColumns(
    knex,
    knex('identities')
      .select('state')
      .whereIn('id', used)
      .orWhereIn('id', seated),
    ['state'],
  );
  const resolved = state.filter(each => each !== 'unresolved').length;
  const cost = await new MoneyStore(knex).costByBucket(from, through);
  const total = [...cost.values()].reduce((sum, micros) => sum + micros, 0);
  const accounts = state.length === 0 ? null : resolved / state.length;
  const money =
    total <= 0 ? null : (total - (cost.get('unresolved') ?? 0)) / total;
  return {
    accounts,
    cost: money,
    provisional: [accounts, money].some(
      share => share !== null && share < minimumCoverage,
    ),
  };
}
