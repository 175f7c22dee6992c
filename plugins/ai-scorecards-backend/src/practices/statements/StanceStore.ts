import type { Knex } from 'knex';
import { Queryable } from '../../database';

/** Who acknowledged which version of the organisation's stance. Only shares of it are ever told. */
export class StanceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Notes that a person knows a version; the first day stays. Returns whether that is new. */
  async acknowledge(
    trx: Queryable,
    { user, version, on }: { user: string; version: string; on: string },
  ): Promise<boolean> {
    const key = { person: user, version };
    const known = await trx('stance_acknowledgements').where(key).first();
    if (known) return false;
    await trx('stance_acknowledgements')
      .insert({ ...key, on_day: on })
      .onConflict(['version', 'person'])
      .ignore();
    return true;
  }

  /** Refs of everybody who acknowledged a version. */
  async who(version: string): Promise<Set<string>> {
    const rows: { person: string }[] = await this.#knex(
      'stance_acknowledgements',
    )
      .select('person')
      .where({ version });
    return new Set(rows.map(row => row.person));
  }

  /** What a person acknowledged, newest first. */
  async ofPerson(user: string): Promise<{ version: string; on: string }[]> {
    const rows: { version: string; on_day: string }[] = await this.#knex(
      'stance_acknowledgements',
    )
      .where({ person: user })
      .orderBy([{ column: 'on_day', order: 'desc' }, { column: 'version' }]);
    return rows.map(row => ({ version: row.version, on: row.on_day }));
  }
}
