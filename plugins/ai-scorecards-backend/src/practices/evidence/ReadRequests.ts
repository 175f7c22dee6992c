import type { Knex } from 'knex';
import { Settings } from '../../database';
import { PRACTICE_SETTINGS } from '../versions';

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
    await this.#settings.raise(
      this.#knex,
      `${PRACTICE_SETTINGS.readsAsked}.${id}`,
    );
  }

  /** Whether somebody asked since the last read that {@link answer} was told of began. */
  async isOpen(id: string): Promise<boolean> {
    const answered = await this.#settings.get<number>(
      this.#knex,
      `${PRACTICE_SETTINGS.readsAnswered}.${id}`,
    );
    return (await this.#count(id)) > (answered ?? 0);
  }

  /** Reads a host for all who asked before it begins. */
  async answer(id: string, read: () => Promise<unknown>): Promise<void> {
    const asked = await this.#count(id);
    await read();
    await this.#settings.set(
      this.#knex,
      `${PRACTICE_SETTINGS.readsAnswered}.${id}`,
      asked,
    );
  }

  async #count(id: string): Promise<number> {
    const asked = await this.#settings.get<number>(
      this.#knex,
      `${PRACTICE_SETTINGS.readsAsked}.${id}`,
    );
    return asked ?? 0;
  }
}
