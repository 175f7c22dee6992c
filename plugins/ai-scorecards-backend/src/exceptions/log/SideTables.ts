import { Queryable } from '../../database';
import { pseudonymOf, textDigest } from './digest';
import { PeopleStore } from './PeopleStore';
import { digestsIn, pseudonymsIn } from './seal';
import { ERASURE, LogRow, LogText } from './types';

/** Takes what was found. */
export interface FaultSink {
  add(sequence: number, sentence: string): void;
}

/**
 * Checks texts and people against the entries that name them. One that is gone must be named by a later entry that
 * says so. Keeps in memory the pseudonyms that it met and what was erased, never the entries.
 */
export class SideTables {
  readonly #faults: FaultSink;
  readonly #people = new PeopleStore();
  readonly #met = new Set<string>();
  /** Texts, `sequence:n`, and pseudonyms that are gone, by the entry that has them first. */
  readonly #gone = new Map<string, number>();

  constructor(faults: FaultSink) {
    this.#faults = faults;
  }

  /** Checks a run of entries and all texts between the run before and its end. */
  async check(
    db: Queryable,
    rows: readonly LogRow[],
    texts: readonly LogText[],
  ): Promise<void> {
    const fresh = new Map<string, number>();
    let next = 0;
    for (const row of rows) {
      for (; texts[next]?.sequence < row.sequence; next++)
        this.#stray(texts[next]);
      for (const [n, digest] of digestsIn(row.data).entries()) {
        if (this.#text(row, n, digest, texts[next])) next += 1;
      }
      for (; texts[next]?.sequence === row.sequence; next++) {
        this.#stray(texts[next]);
      }
      for (const name of pseudonymsIn(`${row.actor} ${row.data}`)) {
        if (!this.#met.has(name)) fresh.set(name, row.sequence);
        this.#met.add(name);
      }
    }
    for (; next < texts.length; next++) this.#stray(texts[next]);
    await this.#checkPeople(db, fresh);
    for (const row of rows) if (row.type === ERASURE) this.#explain(row);
  }

  /** Tells of everything gone that no entry explained. */
  finish(): void {
    for (const [what, sequence] of this.#gone) {
      this.#faults.add(
        sequence,
        what.startsWith('person:')
          ? `${what} of entry ${sequence} was removed without an erasure.`
          : `A text of entry ${sequence} was removed without an erasure.`,
      );
    }
  }

  #stray(text: LogText): void {
    this.#faults.add(
      text.sequence,
      `Text ${text.n + 1} of entry ${
        text.sequence
      } is named by no entry: it was inserted, or its entry was changed or deleted.`,
    );
  }

  /** Returns whether the text belongs to the entry. */
  #text(
    row: LogRow,
    n: number,
    digest: string,
    text: LogText | undefined,
  ): boolean {
    if (text?.sequence !== row.sequence || text.n !== n) {
      this.#faults.add(
        row.sequence,
        `Text ${n + 1} of entry ${row.sequence} is missing.`,
      );
      return false;
    }
    if (text.salt === null && text.value === null) {
      this.#gone.set(`${text.sequence}:${text.n}`, text.sequence);
    } else if (textDigest(text.salt ?? '', text.value ?? '') !== digest) {
      this.#faults.add(
        row.sequence,
        `Text ${n + 1} of entry ${row.sequence} was changed.`,
      );
    }
    return true;
  }

  async #checkPeople(
    db: Queryable,
    fresh: ReadonlyMap<string, number>,
  ): Promise<void> {
    const stored = new Map(
      (await this.#people.find(db, [...fresh.keys()])).map(person => [
        person.pseudonym,
        person,
      ]),
    );
    for (const [pseudonym, sequence] of fresh) {
      const person = stored.get(pseudonym);
      if (person && person.ref === null && person.salt === null) {
        this.#gone.set(pseudonym, sequence);
      } else if (
        pseudonymOf(person?.salt ?? '', person?.ref ?? '') !== pseudonym
      ) {
        this.#faults.add(
          sequence,
          `Who ${pseudonym} of entry ${sequence} stands for was changed.`,
        );
      }
    }
  }

  #explain(row: LogRow): void {
    for (const name of pseudonymsIn(row.data)) this.#gone.delete(name);
    for (const [, sequence, n] of row.data.matchAll(/\[(\d+),(\d+)\]/g)) {
      this.#gone.delete(`${sequence}:${n}`);
    }
  }
}
