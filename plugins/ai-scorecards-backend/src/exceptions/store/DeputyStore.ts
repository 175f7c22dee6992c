import type { Knex } from 'knex';
import { Queryable } from '../../database';

/** Who stands in for a member of a board, on which UTC days, both included. */
export interface Deputy {
  member: string;
  deputy: string;
  from: string;
  to: string;
}

export class DeputyStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Deputies of a UTC day. */
  async on(day: string): Promise<Deputy[]> {
    return (await this.from(day)).filter(({ from }) => from <= day);
  }

  /** Deputies of a UTC day and of days to come. */
  async from(day: string): Promise<Deputy[]> {
    const rows = await this.#knex('exception_deputies')
      .select('*')
      .where('to_day', '>=', day)
      .orderBy('member');
    return rows.map(row => ({
      member: row.member,
      deputy: row.deputy,
      from: row.from_day,
      to: row.to_day,
    }));
  }

  /** Names a member's deputy in the place of any before. */
  async name(
    { member, deputy, from, to }: Deputy,
    trx: Queryable = this.#knex,
  ): Promise<void> {
    await trx('exception_deputies')
      .insert({ member, deputy, from_day: from, to_day: to })
      .onConflict('member')
      .merge();
  }

  async remove(member: string, trx: Queryable = this.#knex): Promise<void> {
    await trx('exception_deputies').where({ member }).delete();
  }
}
