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

/** What is left of a notice that was sent, once somebody was forgotten. */
const SENT = '{}';

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

  /**
   * Takes a person out of what waits, and out of what was sent: the portal keeps what it shows. Scopes stay, so that
   * nobody else is told twice or not at all.
   */
  async forget(
    trx: Queryable,
    person: string,
    names: readonly string[] = [],
  ): Promise<void> {
    await trx('exception_outbox')
      .whereNotNull('sent_at')
      .update({ notice: SENT });
    const rows: { id: number; scope: string; notice: string }[] = await trx(
      'exception_outbox',
    ).select('id', 'scope', 'notice');
    const meant = [person, ...names]
      .map(name => name.trim().toLocaleLowerCase('en-US'))
      .filter(name => name !== '');
    const isNamedIn = (text: string) =>
      meant.some(name => text.toLocaleLowerCase('en-US').includes(name));
    for (const { id, scope, notice: kept } of rows) {
      const ofPerson = scope.endsWith(`:${person}`);
      if (!ofPerson && kept === SENT) continue;
      const before =
        kept === SENT ? null : noticeSchema.parse(JSON.parse(kept));
      const users = before?.users.filter(user => user !== person) ?? [];
      if (ofPerson || users.length === 0) {
        await trx('exception_outbox').where({ id }).delete();
      } else if (before && isNamedIn(kept)) {
        const description = isNamedIn(before.description)
          ? ''
          : before.description;
        await trx('exception_outbox')
          .where({ id })
          .update({
            notice: JSON.stringify({ ...before, users, description }),
          });
      }
    }
  }

  /** Returns notices that were not sent yet, oldest first, whoever hands them over. */
  async waiting(limit: number): Promise<WaitingNotice[]> {
    const rows = await this.#knex('exception_outbox')
      .select('id', 'scope', 'notice', 'attempts')
      .whereNull('sent_at')
      .orderBy(['attempts', 'id'])
      .limit(limit);
    return rows.map(waitingNotice);
  }

  /**
   * Returns notices that were not sent yet and nobody else hands over, those that failed last. They are the caller's
   * until an instant, ISO text; who stopped halfway hands them over again after it.
   */
  async claim(
    limit: number,
    now: string,
    until: string,
  ): Promise<WaitingNotice[]> {
    const free = (builder: Knex.QueryBuilder) =>
      builder
        .whereNull('sent_at')
        .andWhere(each =>
          each.whereNull('claimed_until').orWhere('claimed_until', '<=', now),
        );
    const ids: number[] = await this.#knex('exception_outbox')
      .modify(free)
      .orderBy(['attempts', 'id'])
      .limit(limit)
      .pluck('id');
    if (ids.length === 0) return [];
    // Asked again: another one may have claimed them since.
    const rows: Stored[] = await this.#knex('exception_outbox')
      .whereIn('id', ids)
      .modify(free)
      .update({ claimed_until: until })
      .returning(['id', 'scope', 'notice', 'attempts']);
    return rows
      .map(waitingNotice)
      .sort((a, b) => a.attempts - b.attempts || a.id - b.id);
  }

  async sent(id: number, at: string): Promise<void> {
    await this.#knex('exception_outbox').where({ id }).update({ sent_at: at });
  }

  async failed(id: number): Promise<void> {
    await this.#knex('exception_outbox')
      .where({ id })
      .update({ claimed_until: null })
      .increment('attempts', 1);
  }
}

interface Stored {
  id: unknown;
  scope: string;
  notice: string;
  attempts: unknown;
}

function waitingNotice(row: Stored): WaitingNotice {
  return {
    id: Number(row.id),
    scope: row.scope,
    notice: noticeSchema.parse(JSON.parse(row.notice)),
    attempts: Number(row.attempts),
  };
}
