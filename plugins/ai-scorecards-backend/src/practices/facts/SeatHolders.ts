import type { Knex } from 'knex';
import { inList } from '../../database';
import type { SeatHolder } from './tools';

/** Who holds seats, and whether usage is known at all. For decisions of the backend: nothing of it may be shown. */
export class SeatHolders {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** People with a seat of one of some tools on a UTC day, each once a tool. */
  async on(day: string, toolIds: readonly number[]): Promise<SeatHolder[]> {
    const rows = await this.#knex('seats as s')
      .join('identities as i', 'i.id', 's.identity_id')
      .where(inList(this.#knex, 's.tool_id', toolIds))
      .andWhere('s.valid_from', '<=', day)
      .andWhere('s.valid_to', '>', day)
      .whereNotNull('i.person_id')
      .distinct('s.tool_id', 'i.person_id');
    return rows.map(row => ({
      toolId: Number(row.tool_id),
      personId: Number(row.person_id),
    }));
  }

  /** Tools of which a seat list was ever collected. */
  async reported(): Promise<Set<number>> {
    const rows: { tool_id: number }[] = await this.#knex('seats').distinct(
      'tool_id',
    );
    return new Set(rows.map(row => Number(row.tool_id)));
  }

  /** Whether usage of some day from one UTC day to before another was collected. */
  async usageIsKnown(from: string, to: string): Promise<boolean> {
    const row = await this.#knex('ledger')
      .join('sources', 'sources.id', 'ledger.source_id')
      .where('sources.kind', 'usage')
      .whereIn('ledger.state', ['fetched', 'no-data'])
      .andWhere('ledger.day', '>=', from)
      .andWhere('ledger.day', '<', to)
      .first('ledger.day');
    return row !== undefined;
  }
}
