import { addDays, Coverage } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { MoneyStore } from '../../cost/MoneyStore';

/** Days over which coverage is taken. */
export const COVERAGE_DAYS = 28;

/**
 * How much of what vendors report is resolved, over the 28 UTC days that end with `through`: accounts with a row, and
 * usage cost and value together. Null where there is nothing to resolve.
 */
export async function readCoverage(
  knex: Knex,
  through: string,
  minimumCoverage: number,
): Promise<Coverage> {
  const from = addDays(through, 1 - COVERAGE_DAYS);
  const states: { state: string; n: number | string }[] = await knex(
    'identities',
  )
    .whereExists(
      // By index, account by account: far fewer rows than the window has.
      knex('usage_facts')
        .select(knex.raw('1'))
        .whereRaw('usage_facts.identity_id = identities.id')
        .whereBetween('usage_facts.day', [from, through]),
    )
    .groupBy('state')
    .select('state')
    .count({ n: '*' });
  const all = states.reduce((sum, row) => sum + Number(row.n), 0);
  const unresolved = states.find(row => row.state === 'unresolved');
  const cost = await new MoneyStore(knex).usageByBucket(from, through);
  const total = [...cost.values()].reduce((sum, micros) => sum + micros, 0);
  const accounts = all === 0 ? null : (all - Number(unresolved?.n ?? 0)) / all;
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
