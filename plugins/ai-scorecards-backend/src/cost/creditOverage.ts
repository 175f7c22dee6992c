import {
  creditOverage,
  formatMicros,
  splitByWeight,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { dayText } from '../database';
import { SpanFacts } from '../scorecards/aggregate/facts';
import type { CreditTerms } from './creditTerms';
import { MoneyDoors } from './moneyDoors';
import type { CostAccounts } from './moneyHolders';
import { readSeats } from './readSeats';
import { heldSeats } from './seatPrices';

/**
 * Adds the cost of credits beyond the month's pool, which is the included credits of every seat held on a day of the
 * month. Days whose cost the vendor told use up the pool and get no cost of their own: it is taken at its word.
 */
export async function addOverage(
  knex: Knex,
  input: {
    toolId: number;
    terms: CreditTerms;
    facts: SpanFacts;
    accounts: CostAccounts;
    paidDays: number;
    doors: MoneyDoors;
  },
  add: (identityId: number, day: number, micros: number) => void,
): Promise<void> {
  const { toolId, terms, facts, accounts, doors } = input;
  const { span } = facts;
  if (span.days.every(day => doors.isTold(toolId, day))) return;
  const days: { day: string; credits: string | number }[] = await knex(
    'usage_facts',
  )
    .where({ tool_id: toolId, taken: true })
    .whereBetween('day', [span.first, span.last])
    .groupBy('day')
    .select(dayText(knex, 'day', 'day'))
    .sum({ credits: 'credits_micros' });
  const seats = heldSeats(
    span,
    span.all,
    await readSeats(knex, toolId, span),
    id => accounts.personOf.get(id),
  ).length;
  const costs = creditOverage({
    pricePerCredit: formatMicros(terms.priceMicros),
    pool: String(seats * terms.includedPerSeat),
    uses: days
      .filter(row => (span.bit(row.day) & input.paidDays) !== 0)
      .map(row => ({
        day: row.day,
        account: '',
        credits: formatMicros(Number(row.credits)),
      })),
  });
  for (const { day, micros } of costs) {
    if (micros !== 0 && !doors.isTold(toolId, day)) {
      const rows: CreditRow[] = await knex('usage_facts as f')
        .join('identities as i', 'i.id', 'f.identity_id')
        .where({ 'f.day': day, 'f.tool_id': toolId, 'f.taken': true })
        .andWhere('f.credits_micros', '>', 0)
        .groupBy('f.identity_id', 'i.namespace', 'i.account')
        .select('f.identity_id', 'i.namespace', 'i.account')
        .sum({ credits: 'f.credits_micros' });
      splitByWeight(
        micros,
        rows.map(row => ({
          // Ties go to the smaller account, whatever the vendor.
          key: `${row.account} ${row.namespace}`,
          weight: Number(row.credits),
        })),
      ).forEach((share, i) =>
        add(Number(rows[i].identity_id), span.days.indexOf(day), share),
      );
    }
  }
}

interface CreditRow {
  identity_id: number;
  namespace: string;
  account: string;
  credits: number | string;
}
