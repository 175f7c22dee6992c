import {
  Checklist,
  ChecklistItem,
  FIRST_CHECKLIST,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Queryable } from '../../database';

/** A checklist that a team adopted. */
export interface AdoptedChecklist {
  mode: 'as-is' | 'adapted';
  /** The organisation's version that it was adopted from. */
  version: number;
  on: string;
  /** Full user ref, lower case. */
  by: string;
  items: ChecklistItem[];
}

/** The list that an organisation begins with, as version 1. */
const FIRST: Checklist = {
  version: 1,
  publishedOn: '2026-11-01',
  items: [...FIRST_CHECKLIST],
};

/** Versions of the organisation's checklist, and what teams adopted of it. */
export class ChecklistStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The organisation's current list. */
  async current(trx: Queryable = this.#knex): Promise<Checklist> {
    const row: Row | undefined = await trx('practice_checklists')
      .orderBy('version', 'desc')
      .first();
    return row ? toChecklist(row) : FIRST;
  }

  /** One version of the organisation's list; the first for one that is not known. */
  async version(version: number): Promise<Checklist> {
    const row: Row | undefined = await this.#knex('practice_checklists')
      .where({ version })
      .first();
    return row ? toChecklist(row) : FIRST;
  }

  /** Stores the next version. Two at the same time conflict on its number. */
  async publish(
    trx: Queryable,
    { version, publishedOn, items }: Checklist,
    by: string,
  ): Promise<void> {
    await trx('practice_checklists').insert({
      version,
      published_on: publishedOn,
      by_ref: by,
      items: JSON.stringify(items),
    });
  }

  /** What a team adopted; null for nothing. */
  async adopted(groupId: number): Promise<AdoptedChecklist | null> {
    const row = await this.#knex('team_checklists')
      .where({ group_id: groupId })
      .first();
    return row
      ? {
          mode: row.mode,
          version: Number(row.version),
          on: row.on_day,
          by: row.by_ref,
          items: JSON.parse(row.items),
        }
      : null;
  }

  /** Replaces what a team adopted. */
  async adopt(groupId: number, adopted: AdoptedChecklist): Promise<void> {
    await this.#knex('team_checklists')
      .insert({
        group_id: groupId,
        mode: adopted.mode,
        version: adopted.version,
        on_day: adopted.on,
        by_ref: adopted.by,
        items: JSON.stringify(adopted.items),
      })
      .onConflict('group_id')
      .merge();
  }
}

interface Row {
  version: number;
  published_on: string;
  items: string;
}

function toChecklist(row: Row): Checklist {
  return {
    version: Number(row.version),
    publishedOn: row.published_on,
    items: JSON.parse(row.items),
  };
}
