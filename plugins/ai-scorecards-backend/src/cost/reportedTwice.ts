import { firstDay, lastDay } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { VendorBill } from './vendorBill';

/** What a source says of a day and another door is believed on. */
export interface ReportedTwice {
  day: string;
  sourceId: number;
  micros: number;
  /** Other rows of the source and day are counted. */
  partly: boolean;
}

/** Amounts of a tool and month (`YYYY-MM`) that are in no total because another door reports the same use. */
export async function usageReportedTwice(
  knex: Knex,
  toolId: number,
  kind: 'usage' | 'value',
  month: string,
): Promise<ReportedTwice[]> {
  const column = kind === 'usage' ? 'usage_micros' : 'value_micros';
  const facts = (taken: boolean) =>
    knex('usage_facts')
      .where({ tool_id: toolId, taken })
      .whereBetween('day', [firstDay(month), lastDay(month)])
      .whereNotNull(column);
  const rows: { day: string; source_id: number; micros: number | string }[] =
    await facts(false)
      .groupBy('day', 'source_id')
      .select('day', 'source_id')
      .sum({ micros: column });
  if (rows.length === 0) return [];
  const counted: { day: string; source_id: number }[] = await facts(true)
    .whereIn('source_id', [...new Set(rows.map(row => row.source_id))])
    .distinct('day', 'source_id');
  const keys = new Set(counted.map(row => `${row.day} ${row.source_id}`));
  return rows.map(row => ({
    day: row.day,
    sourceId: Number(row.source_id),
    micros: Number(row.micros),
    partly: keys.has(`${row.day} ${row.source_id}`),
  }));
}

/** What is reported twice in all, bills among it; null when nothing is. */
export function sumOfTwice(
  usage: readonly ReportedTwice[],
  bill: Pick<VendorBill, 'besideMicros'> | null,
): number | null {
  const beside = bill?.besideMicros ?? null;
  if (usage.length === 0 && beside === null) return null;
  return usage.reduce((sum, { micros }) => sum + micros, beside ?? 0);
}
