import { firstDay, lastDay } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { ContractConfig } from '../config';
import { Channel } from '../scorecards/aggregate/monthMoney';
import { creditTermsOf } from './creditTerms';

/**
 * What tools cost in this month at all, as far as anything says so. It asks of the month alone: what is told later of
 * other months must not change what this one says, nor make it depend on when it was worked out.
 */
export async function knownChannels(
  knex: Knex,
  month: string,
  contracts: ReadonlyMap<number, ContractConfig>,
  today: string,
): Promise<Channel[]> {
  const last = lastDay(month);
  const known: Channel[] = [];
  for (const [toolId, first] of await firstSeatDays(knex)) {
    const prices = contracts.get(toolId)?.prices ?? [];
    if (
      first <= last &&
      first < today &&
      prices.some(price => price.from <= last)
    ) {
      known.push({ toolId, kind: 'seat' });
    }
  }
  const sources: LedgerSums[] = await knex('ledger as l')
    .join('sources as s', 's.id', 'l.source_id')
    .whereBetween('l.day', [firstDay(month), last])
    .where(either =>
      either.where('s.kind', 'usage').orWhere('l.by_account', true),
    )
    .groupBy('s.tool_id')
    .select('s.tool_id')
    .count({ usage: 'l.exact_usage', value: 'l.exact_value' });
  const credits: CreditsTold[] = await knex('ledger as l')
    .join('sources as s', 's.id', 'l.source_id')
    .whereBetween('l.day', [firstDay(month), last])
    .where(either =>
      either.whereNotNull('l.credits_known').orWhere('l.by_account', true),
    )
    .groupBy('s.tool_id', 'l.credits_known')
    .select('s.tool_id', 'l.credits_known')
    .count({ usage: 'l.exact_usage', value: 'l.exact_value' });
  for (const row of sources) {
    const toolId = Number(row.tool_id);
    const ofTool = credits.filter(each => Number(each.tool_id) === toolId);
    // Rows came, and none of them said what it was worth, in credits or in money.
    const unknown =
      ofTool.length > 0 &&
      !ofTool.some(
        each =>
          Boolean(each.credits_known) ||
          Number(each.usage) + Number(each.value) > 0,
      );
    const pooled = creditTermsOf(contracts.get(toolId), month) !== null;
    if (!unknown) {
      if (Number(row.usage) > 0 || (pooled && ofTool.length > 0)) {
        known.push({ toolId, kind: 'usage' });
      }
      if (Number(row.value) > 0) known.push({ toolId, kind: 'value' });
    }
  }
  return known;
}

/**
 * The first day of which it is known who had a seat, by tool: that of the first list, or of the oldest seat on it
 * whose beginning the vendor tells. Of days before it nobody knows what seats cost, which is not zero.
 */
async function firstSeatDays(knex: Knex): Promise<Map<number, string>> {
  const lists: FirstDay[] = await knex('seat_snapshots')
    .groupBy('tool_id')
    .select('tool_id', knex.raw('cast(min(day) as text) as day'));
  const seats: FirstDay[] = await knex('seats')
    .whereIn(
      'tool_id',
      lists.map(row => row.tool_id),
    )
    .groupBy('tool_id')
    .select('tool_id', knex.raw('cast(min(valid_from) as text) as day'));
  const first = new Map<number, string>();
  for (const { tool_id: toolId, day } of [...lists, ...seats]) {
    const known = first.get(Number(toolId));
    if (known === undefined || day < known) first.set(Number(toolId), day);
  }
  return first;
}

/** What a month's rows said, those with credits apart from those without. */
interface CreditsTold extends LedgerSums {
  credits_known: boolean | number;
}

interface FirstDay {
  tool_id: number;
  day: string;
}

interface LedgerSums {
  tool_id: number;
  usage: number | string;
  value: number | string;
}
