import { Place, TemporaryFile } from './TemporaryFile';

/** Items of a run that are written, and read back, at a time. */
const BLOCK = 100;

/** So many runs of one level are joined to one of the next: what is read side by side stays little. */
const RUNS_OF_A_LEVEL = 16;

/** A run that was put aside, or that such runs were joined to. */
interface Aside {
  level: number;
  places: Place[];
}

/** A run while it is read: never without an item at hand. */
interface Reading<T> {
  items: readonly T[];
  at: number;
  key: string;
  /** What is left of it in the file. */
  places: readonly Place[];
  /** Which run it is. */
  run: number;
}

/**
 * Brings the items of one key together in little memory, however many keys there are, as an external merge sort does:
 * runs that are put aside are sorted and written to a temporary file, and all are read back side by side in the order of
 * their keys. Items are plain JSON. Whoever makes one closes it.
 */
export class SortedRuns<T> {
  readonly #keyOf: (item: T) => string;
  readonly #join: (first: T, second: T) => T;
  readonly #aside: Aside[] = [];
  #last: readonly T[] = [];
  #file: TemporaryFile | undefined;

  constructor(options: {
    keyOf: (item: T) => string;
    /** What two items of one key are together; the first came earlier. */
    join: (first: T, second: T) => T;
  }) {
    this.#keyOf = options.keyOf;
    this.#join = options.join;
  }

  /** Puts a run aside, in which no key repeats. */
  async putAside(run: Iterable<T>): Promise<void> {
    const places: Place[] = [];
    const sorted = this.#sorted(run);
    for (let at = 0; at < sorted.length; at += BLOCK) {
      places.push(await this.#write(sorted.slice(at, at + BLOCK)));
    }
    this.#aside.push({ level: 0, places });
    await this.#joinLevels();
  }

  /** The last run, in which no key repeats either; it stays in memory. */
  finish(run: Iterable<T>): void {
    this.#last = this.#sorted(run);
  }

  /** Every key's item in the order of keys, up to `size` at a time. May be read again until this is closed. */
  async *read(size: number): AsyncGenerator<T[]> {
    yield* this.#merged(this.#aside, this.#last, size);
  }

  /** Never rejects. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  /** An account whose rows lie far apart is in many runs: these are few and it is in few of them after this. */
  async #joinLevels(): Promise<void> {
    for (;;) {
      const level = this.#aside[this.#aside.length - 1].level;
      const first = this.#aside.findIndex(run => run.level === level);
      if (this.#aside.length - first < RUNS_OF_A_LEVEL) return;
      const places: Place[] = [];
      const runs = this.#aside.slice(first);
      for await (const block of this.#merged(runs, [], BLOCK)) {
        places.push(await this.#write(block));
      }
      this.#aside.splice(first, runs.length, { level: level + 1, places });
    }
  }

  async *#merged(
    runs: readonly Aside[],
    last: readonly T[],
    size: number,
  ): AsyncGenerator<T[]> {
    const waiting: Reading<T>[] = [];
    const wait = (reading: Reading<T> | undefined) => {
      if (reading) waiting.splice(placeOf(reading, waiting), 0, reading);
    };
    for (const [run, { places }] of runs.entries()) {
      wait(await this.#next({ items: [], places, run }));
    }
    wait(await this.#next({ items: last, places: [], run: runs.length }));
    let piece: T[] = [];
    let key: string | undefined;
    for (let first = waiting.shift(); first; first = waiting.shift()) {
      const item = first.items[first.at];
      if (first.key === key) {
        piece.push(this.#join(piece.pop()!, item));
      } else {
        if (piece.length === size) {
          yield piece;
          piece = [];
        }
        key = first.key;
        piece.push(item);
      }
      wait(
        this.#advanced(first) ?? (await this.#next({ ...first, items: [] })),
      );
    }
    if (piece.length > 0) yield piece;
  }

  async #write(items: readonly T[]): Promise<Place> {
    this.#file ??= await TemporaryFile.create();
    return this.#file.append(JSON.stringify(items));
  }

  #sorted(run: Iterable<T>): T[] {
    return [...run].sort((a, b) => (this.#keyOf(a) < this.#keyOf(b) ? -1 : 1));
  }

  /** Goes on inside the block at hand; undefined at its end. */
  #advanced(reading: Reading<T>): Reading<T> | undefined {
    reading.at += 1;
    if (reading.at === reading.items.length) return undefined;
    reading.key = this.#keyOf(reading.items[reading.at]);
    return reading;
  }

  /** The reading of given items, or else of the next block; undefined at the end of the run. */
  async #next({
    items,
    places,
    run,
  }: Pick<Reading<T>, 'items' | 'places' | 'run'>): Promise<
    Reading<T> | undefined
  > {
    if (items.length > 0) {
      return { items, at: 0, key: this.#keyOf(items[0]), places, run };
    }
    const [place, ...rest] = places;
    if (place === undefined) return undefined;
    if (this.#file === undefined) throw new Error('The runs are closed');
    const block: T[] = JSON.parse(await this.#file.read(place));
    return this.#next({ items: block, places: rest, run });
  }
}

/** Where a reading stands among others that are in order; of one key, the earlier run comes first. */
function placeOf<T>(
  { key, run }: Reading<T>,
  others: readonly Reading<T>[],
): number {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = others[middle];
    const isBefore = other.key === key ? other.run < run : other.key < key;
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}
