import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';

/** Days of usage that checks look at. */
const USAGE_DAYS = 28;
/** Days of merged changes that they look at. */
const CHANGE_DAYS = 90;

/**
 * A text that another value of means that usage, seats, accounts, tools or exceptions changed since, as far as checks look
 * at them on a UTC day. During a first collection it changes with each of the days of a quarter, and not with the hundreds
 * before.
 */
export async function inputsVersion(
  knex: Knex,
  today: string,
): Promise<string> {
  const [days, changes, seats, accounts, exceptions, tools] = await Promise.all(
    [
      knex('ledger')
        .where('day', '>=', addDays(today, -USAGE_DAYS))
        .whereIn('state', ['fetched', 'no-data'])
        .count({ n: '*' })
        .first(),
      // Merged changes, and what vendors report of them, are not known before their days are.
      knex('ledger')
        .join('sources', 'sources.id', 'ledger.source_id')
        .whereIn('sources.kind', ['outcomes', 'usage'])
        .andWhere('ledger.day', '>=', addDays(today, -CHANGE_DAYS))
        .whereIn('ledger.state', ['fetched', 'no-data'])
        .count({ n: '*' })
        .first(),
      knex('seats')
        .where('valid_from', '<=', today)
        .andWhere('valid_to', '>', today)
        .count({ n: '*' })
        .first(),
      knex('identities').count({ n: '*' }).max({ at: 'updated_at' }).first(),
      // A condition that is breached changes no request, and nothing happens to an exception without an entry.
      knex('decision_log').max({ last: 'sequence' }).first(),
      knex('settings').where({ key: 'tools.version' }).first('value'),
    ],
  );
  return [
    days?.n,
    changes?.n,
    seats?.n,
    accounts?.n,
    accounts?.at,
    exceptions?.last,
    tools?.value,
  ].join(' ');
}
