import { Queryable } from '../../database';
import { GENESIS, hashOf } from './digest';
import { BATCH, readRows, readTexts } from './rows';
import { SideTables } from './SideTables';
import { LogFault, LogHead, LogRow, LogText } from './types';

/** Faults that are told; a log with more is past being read one by one. */
const MOST_FAULTS = 100;
/** Parts that are read ahead of the one that is checked. */
const AHEAD = 3;
/** Below every number that an entry could be given. */
const FAR_BELOW = Number.MIN_SAFE_INTEGER;

/** Says that entries are missing. */
export function missing(first: number, last: number): string {
  return first === last
    ? `Entry ${first} is missing.`
    : `Entries ${first} to ${last} are missing.`;
}

/** A list of faults that does not grow without end. */
export class Faults {
  readonly list: LogFault[] = [];

  add(sequence: number, sentence: string): void {
    if (this.list.length < MOST_FAULTS) this.list.push({ sequence, sentence });
  }
}

/** Entries that are checked together. */
interface Part {
  rows: LogRow[];
  texts: LogText[];
  /** The highest number that may be in it. */
  end: number;
}

async function partOf(
  db: Queryable,
  after: number,
  end: number,
): Promise<Part> {
  const [rows, texts] = await Promise.all([
    readRows(db, { after, before: end + 1, order: 'oldest' }),
    readTexts(db, after + 1, end),
  ]);
  return { rows, texts, end };
}

/** Goes along the chain and tells of every entry that does not fit. */
export class Walk {
  entries = 0;
  /** Number and hash, as stored, of the entry that was read last. */
  sequence = 0;
  hash = GENESIS;
  /** The stored hash of the entry that an earlier head names. */
  atEarlier: string | null = null;
  #from = FAR_BELOW;
  readonly #faults: Faults;
  readonly #side: SideTables;
  readonly #earlier: LogHead | undefined;

  constructor(faults: Faults, side: SideTables, earlier?: LogHead) {
    this.#faults = faults;
    this.#side = side;
    this.#earlier = earlier;
  }

  async upTo(db: Queryable, last: number): Promise<void> {
    const ahead: Promise<Part>[] = [];
    let asked = this.#from;
    const ask = () => {
      if (asked >= last) return;
      // Nothing is numbered below 1, unless somebody put it there.
      const end = asked < 0 ? 0 : Math.min(asked + BATCH, last);
      const part = partOf(db, asked, end);
      // A failure is seen when the part is waited for.
      part.catch(() => {});
      ahead.push(part);
      asked = end;
    };
    for (let n = 0; n < AHEAD; n++) ask();
    for (let next = ahead.shift(); next; next = ahead.shift()) {
      const { rows, texts, end } = await next;
      // The database reads on while this part is checked.
      ask();
      for (const row of rows) this.#step(row);
      await this.#side.check(db, rows, texts);
      this.#from = end;
    }
  }

  #step(row: LogRow): void {
    const { sequence } = row;
    this.entries += 1;
    const expected = this.sequence + 1;
    if (sequence > expected) {
      this.#faults.add(expected, missing(expected, sequence - 1));
    } else if (sequence < expected) {
      this.#faults.add(sequence, `Entry ${sequence} was inserted.`);
    }
    if (hashOf(row) !== row.hash) {
      this.#faults.add(sequence, `Entry ${sequence} was changed or moved.`);
    }
    if (sequence === expected && row.previous !== this.hash) {
      this.#faults.add(
        sequence,
        sequence === 1
          ? 'Entry 1 does not begin the chain: it was changed.'
          : `Entry ${sequence} does not follow entry ${this.sequence}: one of the two was changed, moved or inserted.`,
      );
    }
    if (sequence === this.#earlier?.sequence) this.atEarlier = row.hash;
    this.sequence = sequence;
    this.hash = row.hash;
  }
}
