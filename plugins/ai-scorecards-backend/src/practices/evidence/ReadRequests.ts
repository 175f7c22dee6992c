import type { Knex } from 'knex';
import { Settings } from '../../database';
import { PRACTICE_SETTINGS } from '../versions';

const askedOf = (id: string) => `${PRACTICE_SETTINGS.readsAsked}.${id}`;
const answeredOf = (id: string) => `${PRACTICE_SETTINGS.readsAnswered}.${id}`;

/**
 * What was asked for of code hosts and not read yet. Who asks while a host is being read may have been passed by already:
 * they are answered by a read that begins after they asked.
 */
export class ReadRequests {
  readonly #knex: Knex;
  readonly #settings = new Settings();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Notes that somebody asked for a host to be read. */
  async ask(id: string): Promise<void> {
    await this.#settings.raise(this.#knex, askedOf(id));
  }

  /** Whether somebody asked since the last read that {@link answer} was told of began. */
  async isOpen(id: string): Promise<boolean> {
    const asked = await this.#count(askedOf(id));
    return asked > (await this.#count(answeredOf(id)));
  }

  /** Reads a host for all who asked before it begins. */
  async answer(id: string, read: () => Promise<unknown>): Promise<void> {
    const asked = await this.#count(askedOf(id));
    await read();
    await this.#settings.set(this.#knex, answeredOf(id), asked);
  }

  async #count(key: string): Promise<number> {
    return (await this.#settings.get<number>(this.#knex, key)) ?? 0;
  }
}
