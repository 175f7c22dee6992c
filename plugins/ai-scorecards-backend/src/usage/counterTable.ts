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

/** Counters as columns of a row; null is zero where the bit of the counter's place is set in `reported`. */
export type StoredCounters = Record<FactColumn, number | null> & {
  reported: number;
};

const WIDTH = FACT_COLUMNS.length;
const POSITION = new Map<string, number>(
  FACT_COLUMNS.map((column, index) => [column, index]),
);

/** SQL for a counter as the vendor told it: zero is zero and not null. `facts` is what the query calls the table. */
export function told(facts: string, column: FactColumn): string {
  const bit = 1 << POSITION.get(column)!;
  return `coalesce(${facts}.${column}, case when (${facts}.reported & ${bit}) <> 0 then 0 end)`;
}

/**
 * Nullable integers by row and column in one typed array: a day of 300 000 accounts takes some 40 MB, where objects
 * would take several times that. Null is kept as NaN, which no sum of integers can give.
 */
export class CounterTable {
  #cells = new Float64Array(WIDTH * 64);
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  /** Bytes held, for those who must know that a big day stays small. */
  get bytes(): number {
    return this.#cells.byteLength;
  }

  /** Adds a row of nulls and returns its number. */
  addRow(): number {
    const start = this.#rows * WIDTH;
    if (start + WIDTH > this.#cells.length) {
      const larger = new Float64Array(this.#cells.length * 2);
      larger.set(this.#cells);
      this.#cells = larger;
    }
    this.#cells.fill(NaN, start, start + WIDTH);
    this.#rows += 1;
    return this.#rows - 1;
  }

  /** Adds to a cell: null and null stay null, null and 3 are 3. */
  add(row: number, column: FactColumn, value: number | null | undefined): void {
    if (value === null || value === undefined) return;
    const cell = row * WIDTH + POSITION.get(column)!;
    const before = this.#cells[cell];
    this.#cells[cell] = Number.isNaN(before) ? value : before + value;
  }

  /** Makes a cell null again. */
  clear(row: number, column: FactColumn): void {
    this.#cells[row * WIDTH + POSITION.get(column)!] = NaN;
  }

  get(row: number, column: FactColumn): number | null {
    const value = this.#cells[row * WIDTH + POSITION.get(column)!];
    return Number.isNaN(value) ? null : value;
  }

  /** A row as it is stored: a zero takes no space, since `reported` tells it from what the vendor did not tell. */
  stored(row: number): StoredCounters {
    const stored = { reported: 0 } as StoredCounters;
    const start = row * WIDTH;
    for (let at = 0; at < WIDTH; at++) {
      const value = this.#cells[start + at];
      const isTold = !Number.isNaN(value);
      if (isTold) stored.reported |= 1 << at;
      stored[FACT_COLUMNS[at]] = isTold && value !== 0 ? value : null;
    }
    return stored;
  }

  /** A row's values in the order of {@link FACT_COLUMNS}. */
  values(row: number): (number | null)[] {
    return FACT_COLUMNS.map(column => this.get(row, column));
  }
}
