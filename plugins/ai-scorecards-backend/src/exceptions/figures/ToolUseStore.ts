import type { Knex } from 'knex';
import { dayText, inList } from '../../database';

/** Somebody who used a tool on a day on which they were in a team. */
export interface ToolUser {
  toolId: number;
  groupId: number;
  personId: number;
}

/** Who used which tool. For decisions of the backend: nothing of it may be shown as it is. */
export class ToolUseStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Users of some tools by their direct team of the day, each once, from a UTC day to before another. */
  async users(
    toolIds: readonly number[],
    from: string,
    to: string,
  ): Promise<ToolUser[]> {
    if (toolIds.length === 0) return [];
    const day = dayText(this.#knex, 'f.day');
    const rows = await this.#knex('usage_facts as f')
      .join('identities as i', 'i.id', 'f.identity_id')
      .join('roster as r', join =>
        join
          .on('r.person_id', 'i.person_id')
          .andOn('r.valid_from', '<=', day)
          .andOn('r.valid_to', '>', day),
      )
      .where(inList(this.#knex, 'f.tool_id', toolIds))
      .andWhere('f.day', '>=', from)
      .andWhere('f.day', '<', to)
      .andWhere({ 'f.active': true, 'f.taken': true })
      .distinct('f.tool_id', 'r.group_id', 'r.person_id');
    return rows.map(row => ({
      toolId: Number(row.tool_id),
      groupId: Number(row.group_id),
      personId: Number(row.person_id),
    }));
  }

  /** How many people were in some teams between two UTC days, the second not included. */
  async people(
    groupIds: readonly number[],
    from: string,
    to: string,
  ): Promise<number> {
    const row = await this.#knex('roster')
      .where(inList(this.#knex, 'group_id', groupIds))
      .andWhere('valid_from', '<', to)
      .andWhere('valid_to', '>', from)
      .countDistinct({ n: 'person_id' })
      .first();
    return Number(row?.n ?? 0);
  }

  /**
   * Whether every day of a tool between two UTC days, both included, was collected. Days of what is pushed never are: of
   * who sent nothing, nothing is known.
   */
  async isKnown(toolId: number, from: string, to: string): Promise<boolean> {
    const days =
      Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
    const row = await this.#knex('ledger')
      .join('sources', 'sources.id', 'ledger.source_id')
      .where({ 'sources.kind': 'usage', 'sources.pushed': false })
      .andWhere('sources.tool_id', toolId)
      .whereIn('ledger.state', ['fetched', 'no-data'])
      .whereBetween('ledger.day', [from, to])
      .countDistinct({ n: 'ledger.day' })
      .first();
    return Number(row?.n ?? 0) >= days;
  }
}
