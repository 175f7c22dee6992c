import type { Knex } from 'knex';
import { isPostgres } from './Database';
import { FetchedPart, join, Part, partOf, readPart, unread } from './parts';

const MOST_QUERIES = 200;
/** The driver of SQLite works on the event loop: meanwhile nobody is answered. */
const MOST_QUERIES_ON_SQLITE = 30;

/** What is read by one statement. */
interface Round {
  keys: Set<string>;
  parts: Part<unknown>[];
  queries: number;
  answer: Promise<{
    versions: ReadonlyMap<string, number>;
    fetched: readonly FetchedPart<unknown>[];
  }>;
}

/**
 * Reads of pages go to the database together: everybody who asks within one turn of the event loop is answered by one
 * statement, which begins after they all asked. A statement costs a page more than the few rows that it brings.
 */
export class PageReads {
  static readonly #all = new WeakMap<Knex, PageReads>();

  readonly #knex: Knex;
  readonly #most: number;
  #round: Round | null = null;

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#most = isPostgres(knex) ? MOST_QUERIES : MOST_QUERIES_ON_SQLITE;
  }

  /** The one reader of a database. */
  static of(knex: Knex): PageReads {
    const known = this.#all.get(knex);
    if (known) return known;
    const created = new PageReads(knex);
    this.#all.set(knex, created);
    return created;
  }

  /**
   * The number that a setting has now, which is raised with each change of what it names; 0 before the first. A page that
   * is made of several things kept in memory so finds out in one go whether they still hold.
   */
  async version(key: string): Promise<number> {
    const round = this.#roundFor(0);
    round.keys.add(key);
    return (await round.answer).versions.get(key) ?? 0;
  }

  /** What the database has for a part now. */
  async fetch<T>(part: Part<T>): Promise<FetchedPart<T>> {
    const round = this.#roundFor(part.queries.length);
    const at = round.parts.push(part) - 1;
    const { fetched } = await round.answer;
    return fetched[at] as FetchedPart<T>;
  }

  #roundFor(queries: number): Round {
    const open = this.#round;
    if (open && open.queries + queries <= this.#most) {
      open.queries += queries;
      return open;
    }
    const keys = new Set<string>();
    const parts: Part<unknown>[] = [];
    const round: Round = {
      keys,
      parts,
      // One is that of the versions.
      queries: 1 + queries,
      answer: this.#readSoon(keys, parts, () => {
        if (this.#round === round) this.#round = null;
      }),
    };
    this.#round = round;
    return round;
  }

  async #readSoon(
    keys: ReadonlySet<string>,
    parts: readonly Part<unknown>[],
    close: () => void,
  ): Promise<Awaited<Round['answer']>> {
    await new Promise(setImmediate);
    close();
    return readPart(
      this.#knex,
      join(
        [versionsOf([...keys]), join(parts.map(unread), asList)] as const,
        (versions, fetched) => ({ versions, fetched }),
      ),
    );
  }
}

function asList<T>(...values: T[]): T[] {
  return values;
}

function versionsOf(keys: readonly string[]): Part<Map<string, number>> {
  if (keys.length === 0) return { queries: [], read: () => new Map() };
  return partOf(
    `select key as a, value as b, cast(null as varchar) as c, cast(null as varchar) as d
     from settings where key in (${keys.map(() => '?').join(', ')})`,
    keys,
    rows => new Map(rows.map(({ a, b }) => [a ?? '', Number(b)])),
  );
}
