import {
  businessDaysAfter,
  addDays,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { CaseFacts } from '../service/CaseFacts';
import { CaseCounts } from '../store/CaseCounts';
import { OutboxStore } from './OutboxStore';

/** From this hour of the UTC day on. */
const HOUR = 7;

/** Tells everybody whose vote is waited for, once on each business day, how much waits. */
export class Digest {
  readonly #knex: Knex;
  readonly #counts: CaseCounts;
  readonly #facts: CaseFacts;
  readonly #outbox: OutboxStore;

  constructor(options: {
    knex: Knex;
    counts: CaseCounts;
    facts: CaseFacts;
    outbox: OutboxStore;
  }) {
    this.#knex = options.knex;
    this.#counts = options.counts;
    this.#facts = options.facts;
    this.#outbox = options.outbox;
  }

  /** Returns how many people are told. A day's digest has one scope, so that another run tells nobody twice. */
  async prepare(): Promise<number> {
    const { at, today, people } = await this.#facts.basis();
    const { holidays } = this.#facts.rules;
    const isBusinessDay =
      businessDaysAfter(addDays(today, -1), today, holidays) > 0;
    if (Number(at.slice(11, 13)) < HOUR || !isBusinessDay) return 0;
    const waiting = await this.#counts.waitingByVoter(today);
    let told = 0;
    for (const { user, toDecide, overdue } of waiting) {
      if (!people.users.has(user)) continue;
      await this.#outbox.add(this.#knex, at, `digest:${today}:${user}`, {
        users: [user],
        title: `${toDecide} ${
          toDecide === 1 ? 'request' : 'requests'
        } to decide`,
        description: overdue > 0 ? `${overdue} overdue.` : 'None is overdue.',
        link: '/ai-scorecards/requests',
        severity: overdue > 0 ? 'high' : 'normal',
        topic: 'ai-exceptions',
      });
      told += 1;
    }
    return told;
  }
}
