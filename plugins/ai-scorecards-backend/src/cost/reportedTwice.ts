import { firstDay, lastDay } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { VendorBill } from './vendorBill';

/** Amounts of a tool and month (`YYYY-MM`) that are in no total because another door reports the same use, by UTC day. */
export async function usageReportedTwice(
  knex: Knex,
  toolId: number,
  kind: 'usage' | 'value',
  month: string,
): Promise<Map<string, number>> {
  const column = kind === 'usage' ? 'usage_micros' : 'value_micros';
  const rows: { day: string; micros: number | string }[] = await knex(
    'usage_facts',
  )
    .where({ tool_id: toolId, taken: false })
    .whereBetween('day', [firstDay(month), lastDay(month)])
    .whereNotNull(column)
    .groupBy('day')
    .select('day')
    .sum({ micros: column });
  return new Map(rows.map(row => [row.day, Number(row.micros)]));
}

/** What is reported twice in all, bills among it; null when nothing is. */
export function sumOfTwice(
  usage: ReadonlyMap<string, number>,
  bill: Pick<VendorBill, 'besideMicros'> | null,
): number | null {
  const beside = bill?.besideMicros ?? null;
  if (usage.size === 0 && beside === null) return null;
  return [...usage.values()].reduce((sum, micros) => sum + micros, beside ?? 0);
}
