import {
  firstDay,
  formatMicros,
  lastDay,
  sumExact,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { StoredTool } from '../tools';
import { LedgerStore } from '../usage/LedgerStore';
import { areBillsComplete, KnownSource } from './lineDays';
import type { MonthLine } from './MonthLines';

interface Bought {
  source_id: number;
  day: string;
  micros: number | string;
  exact: string;
}

/**
 * The seats of a tool as a pushed bill has them, where no list of seats at a contract's prices says what they cost. A bill
 * names nobody for them. Null where none of the month were billed.
 */
export async function boughtSeats(
  knex: Knex,
  ledger: LedgerStore,
  line: {
    /** `YYYY-MM` */
    month: string;
    tool: Pick<StoredTool, 'id' | 'ref'>;
    sources: readonly KnownSource[];
    currency: string;
    /** The UTC day that is not over. */
    day: string;
  },
): Promise<MonthLine | null> {
  const { month, tool, currency, day } = line;
  const sources = line.sources.filter(
    ({ stored }) => stored.pushed && stored.kind === 'cost',
  );
  if (sources.length === 0) return null;
  const bought: Bought[] = await knex('cost_facts')
    .select('source_id', 'day', 'micros', 'exact')
    .whereIn(
      'source_id',
      sources.map(({ stored }) => stored.id),
    )
    .andWhere({ left_out: true })
    .whereBetween('day', [firstDay(month), lastDay(month)]);
  if (bought.length === 0) return null;
  const sumOf = (list: readonly Bought[]) =>
    list.reduce((sum, each) => sum + Number(each.micros), 0);
  const micros = sumOf(bought);
  const keyOf = (each: Bought) =>
    sources.find(({ stored }) => stored.id === Number(each.source_id))?.stored
      .configKey;
  const keys = [...new Set(sources.map(({ stored }) => stored.configKey))];
  return {
    source: keys[0],
    sources: keys,
    month,
    toolId: tool.id,
    tool: tool.ref,
    kind: 'seat',
    currency,
    complete: await areBillsComplete(ledger, { month, sources, day }),
    daysKnown: new Set(bought.map(each => each.day)).size,
    totalIs: 'Seats as they were billed, for no list says who holds them',
    priceSource: 'invoice',
    partsPriceSource: 'invoice',
    known: true,
    places: [{ place: 'billed-without-person', micros, holders: null }],
    leftOutMicros: null,
    reportedTwiceMicros: null,
    bySource: keys.map(source => ({
      source,
      countedMicros: sumOf(bought.filter(each => keyOf(each) === source)),
      reportedTwiceMicros: 0,
    })),
    notHeldMicros: null,
    seatsWithoutAssignee: null,
    rounding: sumExact([
      ...bought.map(({ exact }) => exact),
      formatMicros(-micros),
    ]),
  };
}
