import {
  addExact,
  firstDay,
  lastDay,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import type { StoredSource } from '../usage/SourceStore';

/** What a vendor billed in a month, on the days of which its bill is known. */
export interface VendorBill {
  /** UTC days with a bill, be it of nothing. */
  days: ReadonlySet<string>;
  /** All doors that billed a day, by their keys in configuration. */
  doorsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Sum of the lines, each rounded once. */
  micros: number;
  /** Exact sum, as decimal text in major units. */
  exact: string;
  /** What was billed on those days for something else than the tool: in no sum above. Null without such a line. */
  leftOutMicros: number | null;
  /** What another door billed for days that a door before it has the bill of: in no sum above. Null without such a line. */
  besideMicros: number | null;
}

/**
 * The bill of a month, `YYYY-MM`; null when no day of it is known. A day that several doors bill is that of the first.
 * @param sources - those of the door that is believed first come first
 */
export async function readBill(
  knex: Knex,
  sources: readonly Pick<StoredSource, 'id' | 'configKey'>[],
  month: string,
): Promise<VendorBill | null> {
  if (sources.length === 0) return null;
  const ids = sources.map(({ id }) => id);
  const range: [string, string] = [firstDay(month), lastDay(month)];
  const known: { source_id: number; day: string }[] = await knex('ledger')
    .select('source_id', 'day')
    .whereIn('source_id', ids)
    .andWhere({ state: 'fetched' })
    .whereBetween('day', range);
  if (known.length === 0) return null;
  const placeOf = (sourceId: number) => ids.indexOf(Number(sourceId));
  const doorOf = (sourceId: number) => sources[placeOf(sourceId)].configKey;
  const doorOfDay = new Map<string, string>();
  const doorsOf = new Map<string, Set<string>>();
  [...known]
    .sort((a, b) => placeOf(a.source_id) - placeOf(b.source_id))
    .forEach(({ day, source_id }) => {
      const door = doorOf(source_id);
      if (!doorOfDay.has(day)) doorOfDay.set(day, door);
      doorsOf.set(day, (doorsOf.get(day) ?? new Set()).add(door));
    });
  const lines: {
    day: string;
    source_id: number;
    micros: number | string;
    exact: string;
    left_out: boolean | number;
  }[] = await knex('cost_facts')
    .select('day', 'source_id', 'micros', 'exact', 'left_out')
    .whereIn('source_id', ids)
    .whereBetween('day', range);
  let micros = 0;
  let exact = '0';
  let leftOutMicros: number | null = null;
  let besideMicros: number | null = null;
  for (const line of lines) {
    const door = doorOfDay.get(line.day);
    if (door === undefined) continue;
    if (line.left_out) {
      leftOutMicros = (leftOutMicros ?? 0) + Number(line.micros);
    } else if (door !== doorOf(line.source_id)) {
      besideMicros = (besideMicros ?? 0) + Number(line.micros);
    } else {
      micros += Number(line.micros);
      exact = addExact(exact, line.exact);
    }
  }
  const days = new Set(doorOfDay.keys());
  return { days, doorsOf, micros, exact, leftOutMicros, besideMicros };
}
