import { firstDay, lastDay } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { dayText } from '../database';
import { told } from '../usage/factColumns';
import type { KnownSource } from './lineDays';
import type { ReportedTwice } from './reportedTwice';
import type { VendorBill } from './vendorBill';

/** What one source told of a line: all of it is in the total or stands beside it, in micro-units. */
export interface SourceSum {
  /** The key under `aiScorecards.sources`. */
  source: string;
  /** Of the total. */
  countedMicros: number;
  /** What another source is believed on. */
  reportedTwiceMicros: number;
}

/** The key of what follows from contracts alone. */
export const BY_CONTRACT = 'contracts';

/**
 * The total of a line by the sources that told it, in the order in which they are believed; what is counted adds up to it.
 * Bills count on the days that they are of; on others rows do, and what no source told of those days follows from the
 * contract.
 * @param line.byDay - money of accounts by UTC day
 */
export async function sourceSums(
  knex: Knex,
  line: {
    toolId: number;
    kind: 'usage' | 'value';
    month: string;
    sources: readonly KnownSource[];
    byDay: ReadonlyMap<string, number>;
    bill: VendorBill | null;
    twice: readonly ReportedTwice[];
  },
): Promise<SourceSum[]> {
  const { kind, month, sources, byDay, bill, twice } = line;
  const sums = new Map<string, SourceSum>();
  const sumOf = (source: string) => {
    const sum = sums.get(source) ?? {
      source,
      countedMicros: 0,
      reportedTwiceMicros: 0,
    };
    sums.set(source, sum);
    return sum;
  };
  for (const [door, { micros, besideMicros }] of bill?.byDoor ?? []) {
    sumOf(door).countedMicros += micros;
    sumOf(door).reportedTwiceMicros += besideMicros;
  }
  for (const { day, configKey, micros } of twice) {
    if (!bill?.doorsOf.get(day)?.has(configKey)) {
      sumOf(configKey).reportedTwiceMicros += micros;
    }
  }
  const tellers = await tellersOf(knex, kind, month, sources);
  const unbilled = [...byDay].filter(([day]) => !bill?.days.has(day));
  const shared = unbilled.flatMap(([day]) =>
    (tellers.get(day)?.size ?? 0) > 1 ? [day] : [],
  );
  const parts = await partsOf(knex, line, shared);
  for (const [day, micros] of unbilled) {
    const [source = BY_CONTRACT] = tellers.get(day) ?? [];
    // Nothing is left on a day of several once all that came is worked out; until then the total is that of before.
    let rest = micros;
    for (const part of parts.get(day) ?? []) {
      sumOf(part.source).countedMicros += part.micros;
      rest -= part.micros;
    }
    sumOf(source).countedMicros += rest;
  }
  const keys = sources.map(({ stored }) => stored.configKey);
  return [...new Set([...keys, BY_CONTRACT])].flatMap(key => {
    const sum = sums.get(key);
    return sum && (sum.countedMicros !== 0 || sum.reportedTwiceMicros !== 0)
      ? [sum]
      : [];
  });
}

/** Keys of sources with amounts of accounts, by UTC day; the one that is believed first comes first. */
async function tellersOf(
  knex: Knex,
  kind: 'usage' | 'value',
  month: string,
  sources: readonly KnownSource[],
): Promise<Map<string, Set<string>>> {
  const rows: { day: string; source_id: number }[] = await knex('ledger')
    .select('day', 'source_id')
    .whereIn(
      'source_id',
      sources.map(({ stored }) => stored.id),
    )
    .whereBetween('day', [firstDay(month), lastDay(month)])
    .andWhere({ state: 'fetched' })
    .whereNotNull(kind === 'usage' ? 'exact_usage' : 'exact_value');
  const found = new Map<string, Set<string>>();
  for (const { stored } of sources) {
    for (const row of rows) {
      if (Number(row.source_id) === stored.id) {
        const keys = found.get(row.day) ?? new Set();
        found.set(row.day, keys.add(stored.configKey));
      }
    }
  }
  return found;
}

/** What counts of each source on days that several tell of. */
async function partsOf(
  knex: Knex,
  line: {
    toolId: number;
    kind: 'usage' | 'value';
    sources: readonly KnownSource[];
  },
  days: readonly string[],
): Promise<Map<string, { source: string; micros: number }[]>> {
  const found = new Map<string, { source: string; micros: number }[]>();
  if (days.length === 0) return found;
  const column = line.kind === 'usage' ? 'usage_micros' : 'value_micros';
  const keys = new Map(
    line.sources.map(({ stored }) => [stored.id, stored.configKey]),
  );
  const rows: { day: string; source_id: number; micros: string | number }[] =
    await knex('usage_facts as f')
      .where({ 'f.tool_id': line.toolId, 'f.taken': true })
      .whereIn('f.day', days)
      .whereIn('f.source_id', [...keys.keys()])
      .whereRaw(`${told('f', column)} is not null`)
      .groupBy('f.day', 'f.source_id')
      .select(dayText(knex, 'f.day', 'day'), 'f.source_id')
      .sum({ micros: `f.${column}` });
  for (const row of rows) {
    const parts = found.get(row.day) ?? [];
    parts.push({
      source: keys.get(Number(row.source_id))!,
      micros: Number(row.micros),
    });
    found.set(row.day, parts);
  }
  return found;
}
