/** The columns of a fact that hold numbers, in the order of their bits in `reported`. */
export const FACT_COLUMNS = [
  'interactions',
  'suggestions',
  'acceptances',
  'sessions',
  'lines_added',
  'lines_removed',
  'commits',
  'pull_requests',
  'tokens_in',
  'tokens_out',
  'tokens_cache',
  'credits_micros',
  'usage_micros',
  'value_micros',
] as const;

export type FactColumn = (typeof FACT_COLUMNS)[number];

/** Counters in the order of {@link FACT_COLUMNS}; null where the vendor told nothing. */
export type Counters = (number | null)[];

/** Counters as columns of a row; null is zero where the bit of the counter's place is set in `reported`. */
export type StoredCounters = Record<FactColumn, number | null> & {
  reported: number;
};

const POSITION = new Map<string, number>(
  FACT_COLUMNS.map((column, index) => [column, index]),
);

/** Where a column stands in {@link Counters}. */
export function positionOf(column: FactColumn): number {
  return POSITION.get(column)!;
}

/** SQL for a counter as the vendor told it: zero is zero and not null. `facts` is what the query calls the table. */
export function told(facts: string, column: FactColumn): string {
  const bit = 1 << positionOf(column);
  return `coalesce(${facts}.${column}, case when (${facts}.reported & ${bit}) <> 0 then 0 end)`;
}

/** Returns counters of nothing told. */
export function noCounters(): Counters {
  return FACT_COLUMNS.map(() => null);
}

/** Adds to a counter: null and null stay null, null and 3 are 3. */
export function addTo(
  counters: Counters,
  column: FactColumn,
  value: number | null | undefined,
): void {
  const at = positionOf(column);
  counters[at] = addNullable(counters[at], value);
}

/** Returns the sum of what is told; null where nothing is. */
export function addNullable(
  sum: number | null,
  value: number | null | undefined,
): number | null {
  if (value === null || value === undefined) return sum;
  return (sum ?? 0) + value;
}

/** Counters as they are stored: a zero takes no space, since `reported` tells it from what the vendor did not tell. */
export function storedCounters(counters: Readonly<Counters>): StoredCounters {
  const stored = { reported: 0 } as StoredCounters;
  for (let at = 0; at < FACT_COLUMNS.length; at++) {
    const value = counters[at];
    if (value !== null) stored.reported |= 1 << at;
    stored[FACT_COLUMNS[at]] = value === 0 ? null : value;
  }
  return stored;
}
