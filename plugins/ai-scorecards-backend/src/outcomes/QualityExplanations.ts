import type { QualityExplanation } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';

/** An explanation without the title of who gave it. */
export type StoredExplanation = Omit<QualityExplanation, 'by'> & {
  byRef: string;
};

/** Why the quality of teams lies outside. What was said before stays stored; the newest one counts, until it lapses. */
export class QualityExplanations {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The one that holds on a UTC day; null where none does. */
  async get(groupId: number, day: string): Promise<StoredExplanation | null> {
    const row = await this.#knex('quality_explanations')
      .where({ group_id: groupId })
      .orderBy('id', 'desc')
      .first();
    return row && row.expires_on > day
      ? {
          category: row.category,
          text: row.text,
          byRef: row.by_ref,
          madeOn: row.made_on,
          expiresOn: row.expires_on,
        }
      : null;
  }

  async put(groupId: number, explanation: StoredExplanation): Promise<void> {
    await this.#knex('quality_explanations').insert({
      group_id: groupId,
      category: explanation.category,
      text: explanation.text,
      by_ref: explanation.byRef,
      made_on: explanation.madeOn,
      expires_on: explanation.expiresOn,
    });
  }
}
