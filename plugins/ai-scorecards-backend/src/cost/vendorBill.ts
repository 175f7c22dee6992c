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
  /** What another door billed for days that a door before it has the bill of: in no sum above. Null without such a line. */
  besideMicros: number | null;
  /** Sums of each door, by its key in configuration: of the bill, and beside it. */
  byDoor: ReadonlyMap<string, { micros: number; besideMicros: number }>;
}

/** What bills say of a month. */
export interface ReadBill {
  /** Null when no day of it is known. */
  bill: VendorBill | null;
  /** What was billed for something else than the tool's use: in no sum of the bill. Null without such a line. */
  leftOutMicros: number | null;
}

/**
 * The bill of a month, `YYYY-MM`. A day that several doors bill is that of the first. A day of which purchases alone were
 * pushed has none: nobody said what its use cost.
 * @param sources - those of the door that is believed first come first
 * @param seatsApart - whether what was pushed of purchases is booked elsewhere, and so not left out
 */
export async function readBill(
  knex: Knex,
  sources: readonly Pick<StoredSource, 'id' | 'configKey' | 'pushed'>[],
  month: string,
  seatsApart = false,
): Promise<ReadBill> {
  const nothing = { bill: null, leftOutMicros: null };
  if (sources.length === 0) return nothing;
  const ids = sources.map(({ id }) => id);
  const range: [string, string] = [firstDay(month), lastDay(month)];
  const fetched: {
    source_id: number;
    day: string;
    exact_usage: string | null;
  }[] = await knex('ledger')
    .select('source_id', 'day', 'exact_usage')
    .whereIn('source_id', ids)
    .andWhere({ state: 'fetched' })
    .whereBetween('day', range);
  if (fetched.length === 0) return nothing;
  const placeOf = (sourceId: number) => ids.indexOf(Number(sourceId));
  const known = fetched.filter(
    row => row.exact_usage !== null || !sources[placeOf(row.source_id)].pushed,
  );
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
  const byDoor = new Map<string, { micros: number; besideMicros: number }>();
  for (const line of lines) {
    const door = doorOfDay.get(line.day);
    if (line.left_out) {
      if (seatsApart && sources[placeOf(line.source_id)].pushed) continue;
      leftOutMicros = (leftOutMicros ?? 0) + Number(line.micros);
    } else if (door === undefined) {
      continue;
    } else {
      const own = doorOf(line.source_id);
      const sums = byDoor.get(own) ?? { micros: 0, besideMicros: 0 };
      byDoor.set(own, sums);
      if (door === own) {
        sums.micros += Number(line.micros);
        micros += Number(line.micros);
        exact = addExact(exact, line.exact);
      } else {
        sums.besideMicros += Number(line.micros);
        besideMicros = (besideMicros ?? 0) + Number(line.micros);
      }
    }
  }
  const days = new Set(doorOfDay.keys());
  return {
    bill:
      days.size === 0
        ? null
        : { days, doorsOf, micros, exact, besideMicros, byDoor },
    leftOutMicros,
  };
}
