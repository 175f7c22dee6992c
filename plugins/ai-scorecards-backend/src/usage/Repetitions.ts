import { createHash } from 'node:crypto';

/** Tells rows that repeat one another, as in a report whose parts overlap. Holds a short digest of each row. */
export class Repetitions {
  readonly #seen = new Map<string, number>();

  /** Whether a row is the first with its key, says what that one said, or says something else. */
  look(key: string, row: unknown): 'first' | 'same' | 'different' {
    const digest = shortDigest(row);
    const before = this.#seen.get(key);
    if (before === undefined) {
      this.#seen.set(key, digest);
      return 'first';
    }
    return before === digest ? 'same' : 'different';
  }
}

/** What is said of a row that has the key of another and says something else: neither is to be trusted. */
export const SENT_TWICE =
  'The vendor sent this row twice with different figures';

/** 31 bits of a row's digest: small enough to keep one for each row of a day. */
function shortDigest(row: unknown): number {
  const hash = createHash('sha1').update(JSON.stringify(row)).digest();
  return hash.readUInt32BE(0) >>> 1;
}
