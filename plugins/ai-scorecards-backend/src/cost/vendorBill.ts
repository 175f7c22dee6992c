import {
  addExact,
  firstDay,
  lastDay,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';

/** What a vendor billed in a month, on the days of which its bill is known. */
export interface VendorBill {
  /** UTC days with a bill, be it of nothing. */
  days: ReadonlySet<string>;
  /** Sum of the lines, each rounded once. */
  micros: number;
  /** Exact sum, as decimal text in major units. */
  exact: string;
  /** What was billed on those days for something else than the tool: in no sum above. Null without such a line. */
  leftOutMicros: number | null;
}

/** The vendor's own bill of a month, `YYYY-MM`; null when no day of it is known. */
export async function readBill(
  knex: Knex,
  sourceIds: readonly number[],
  month: string,
): Promise<VendorBill | null> {
  if (sourceIds.length === 0) return null;
  const range: [string, string] = [firstDay(month), lastDay(month)];
  const known: { day: string }[] = await knex('ledger')
    .distinct('day')
    .whereIn('source_id', [...sourceIds])
    .andWhere({ state: 'fetched' })
    .whereBetween('day', range);
  if (known.length === 0) return null;
  const days = new Set(known.map(row => row.day));
  const lines: {
    day: string;
    micros: number | string;
    exact: string;
    left_out: boolean | number;
  }[] = await knex('cost_facts')
    .select('day', 'micros', 'exact', 'left_out')
    .whereIn('source_id', [...sourceIds])
    .whereBetween('day', range);
  let micros = 0;
  let exact = '0';
  let leftOutMicros: number | null = null;
  for (const line of lines) {
    if (!days.has(line.day)) continue;
    if (line.left_out) {
      leftOutMicros = (leftOutMicros ?? 0) + Number(line.micros);
    } else {
      micros += Number(line.micros);
      exact = addExact(exact, line.exact);
    }
  }
  return { days, micros, exact, leftOutMicros };
}
