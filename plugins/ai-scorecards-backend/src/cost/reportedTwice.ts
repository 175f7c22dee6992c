import { firstDay, lastDay } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { dayText } from '../database';
import { told } from '../usage/factColumns';
import { VendorBill } from './vendorBill';

/** What a source says of a day and another door is believed on. */
export interface ReportedTwice {
  day: string;
  sourceId: number;
  /** The door of the source, by its key in configuration. */
  configKey: string;
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
    knex('usage_facts as f')
      .where({ 'f.tool_id': toolId, 'f.taken': taken })
      .whereBetween('f.day', [firstDay(month), lastDay(month)])
      .whereRaw(`${told('f', column)} is not null`);
  const rows: {
    day: string;
    source_id: number;
    config_key: string;
    micros: number | string;
  }[] = await facts(false)
    .join('sources as s', 's.id', 'f.source_id')
    .groupBy('f.day', 'f.source_id', 's.config_key')
    .select(dayText(knex, 'f.day', 'day'), 'f.source_id', 's.config_key')
    .sum({ micros: `f.${column}` });
  if (rows.length === 0) return [];
  const counted: { day: string; source_id: number }[] = await facts(true)
    .whereIn('f.source_id', [...new Set(rows.map(row => row.source_id))])
    .distinct(dayText(knex, 'f.day', 'day'), 'f.source_id');
  const keys = new Set(counted.map(row => `${row.day} ${row.source_id}`));
  return rows.map(row => ({
    day: row.day,
    sourceId: Number(row.source_id),
    configKey: row.config_key,
    micros: Number(row.micros),
    partly: keys.has(`${row.day} ${row.source_id}`),
  }));
}

/** What is reported twice in all; null when nothing is. Where a door billed a day, its bill has what its rows say. */
export function sumOfTwice(
  usage: readonly ReportedTwice[],
  bill: Pick<VendorBill, 'besideMicros' | 'doorsOf'> | null,
): number | null {
  const beside = bill?.besideMicros ?? null;
  const unbilled = usage.filter(
    ({ day, configKey }) => !bill?.doorsOf.get(day)?.has(configKey),
  );
  if (unbilled.length === 0 && beside === null) return null;
  return unbilled.reduce((sum, { micros }) => sum + micros, beside ?? 0);
}
