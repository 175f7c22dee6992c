import type { Knex } from 'knex';

/**
 * Reads of numbers in the settings table that are raised with each change of what they name. Everybody who asks within
 * one turn of the event loop is answered by one statement, which begins after they all asked: a page that is made of
 * several things kept in memory finds out in one go whether they still hold.
 */
export class Versions {
  static readonly #all = new WeakMap<Knex, Versions>();

  readonly #knex: Knex;
  #asked: { keys: Set<string>; answer: Promise<Map<string, number>> } | null =
    null;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The one reader of a database. */
  static of(knex: Knex): Versions {
    const known = this.#all.get(knex);
    if (known) return known;
    const created = new Versions(knex);
    this.#all.set(knex, created);
    return created;
  }

  /** The number that a setting has now; 0 before the first. */
  async get(key: string): Promise<number> {
    if (!this.#asked) {
      const keys = new Set<string>();
      this.#asked = { keys, answer: this.#readSoon(keys) };
    }
    const { keys, answer } = this.#asked;
    keys.add(key);
    return (await answer).get(key) ?? 0;
  }

  async #readSoon(keys: ReadonlySet<string>): Promise<Map<string, number>> {
    await new Promise(setImmediate);
    this.#asked = null;
    const rows: { key: string; value: string }[] = await this.#knex('settings')
      .select('key', 'value')
      .whereIn('key', [...keys]);
    return new Map(rows.map(({ key, value }) => [key, Number(value)]));
  }
}
