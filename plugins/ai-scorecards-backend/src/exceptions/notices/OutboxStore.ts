import type { Knex } from 'knex';
import { z } from 'zod';
import { Queryable } from '../../database';

/** A notice of the workflow, ready to be sent. */
export const noticeSchema = z.object({
  /** Full refs of users; never Groups, which would reach everybody below them. */
  users: z.array(z.string()).min(1),
  title: z.string(),
  description: z.string(),
  /** A path inside the portal, on the thing to do. */
  link: z.string(),
  severity: z.enum(['low', 'normal', 'high']),
  topic: z.string(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** A notice that waits. */
export interface WaitingNotice {
  id: number;
  /** One per request and event, so that what is sent twice is shown once. */
  scope: string;
  notice: Notice;
  attempts: number;
}

/** Notices between the decision that they tell of and their delivery. */
export class OutboxStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Adds a notice in the transaction of what it tells of. One with a known scope was added before and stays as it is. */
  async add(
    trx: Queryable,
    at: string,
    scope: string,
    notice: Notice,
  ): Promise<void> {
    await trx('exception_outbox')
      .insert({ scope, at, notice: JSON.stringify(notice) })
      .onConflict('scope')
      .ignore();
  }

  /** Removes notices to a person, and those that were sent: the portal keeps what it shows. */
  async forget(trx: Queryable, person: string): Promise<void> {
    await trx('exception_outbox')
      .whereNotNull('sent_at')
      .orWhere('notice', 'like', `%"${person}"%`)
      .delete();
  }

  /** Returns notices that were not sent yet, oldest first. */
  async waiting(limit: number): Promise<WaitingNotice[]> {
    const rows = await this.#knex('exception_outbox')
      .select('id', 'scope', 'notice', 'attempts')
      .whereNull('sent_at')
      .orderBy(['attempts', 'id'])
      .limit(limit);
    return rows.map(row => ({
      id: Number(row.id),
      scope: row.scope,
      notice: noticeSchema.parse(JSON.parse(row.notice)),
      attempts: Number(row.attempts),
    }));
  }

  async sent(id: number, at: string): Promise<void> {
    await this.#knex('exception_outbox').where({ id }).update({ sent_at: at });
  }

  async failed(id: number): Promise<void> {
    await this.#knex('exception_outbox').where({ id }).increment('attempts', 1);
  }
}
