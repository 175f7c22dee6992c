import type { Knex } from 'knex';
import { Settings } from '../../database';
import { PRACTICE_SETTINGS } from '../versions';

/**
 * Counts how often a code host was asked to be read. Who asks while it is being read may have been passed by already,
 * and the number tells the one who reads.
 */
export class ReadRequests {
  readonly #knex: Knex;
  readonly #settings = new Settings();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Notes that somebody asked. */
  async note(id: string): Promise<void> {
    await this.#settings.raise(this.#knex, keyOf(id));
  }

  /** Returns how often it was asked for; 0 for a host that nobody asked for. */
  async count(id: string): Promise<number> {
    return (await this.#settings.get<number>(this.#knex, keyOf(id))) ?? 0;
  }
}

function keyOf(id: string): string {
  return `${PRACTICE_SETTINGS.asked}.${id}`;
}
