import {
  lastCompleteMonth,
  ReconciliationLine,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';

/** The reconciliation as operators read it, small buckets pooled already. */
export interface ReconciliationReads {
  lines(query: { month?: string }): Promise<ReconciliationLine[]>;
}

/** What accounts that nobody is known behind cost. */
export class UnresolvedCostStore {
  readonly #knex: Knex;
  readonly #reconciliation: ReconciliationReads;

  constructor(knex: Knex, reconciliation: ReconciliationReads) {
    this.#knex = knex;
    this.#reconciliation = reconciliation;
  }

  /**
   * Seat and usage cost of unresolved accounts in the last complete month before a UTC day, in micro-units. Null before
   * that month was worked out, and where a part of it speaks of too few accounts: only what the reconciliation shows is
   * added up, so that nothing is told beyond it.
   */
  async lastMonth(today: string): Promise<number | null> {
    const month = lastCompleteMonth(today);
    const rows: { bucket: string }[] = await this.#knex('month_money')
      .where({ month })
      .whereIn('kind', ['seat', 'usage'])
      .select('bucket');
    if (rows.length === 0) return null;
    const stored = rows.filter(row => row.bucket === 'unresolved').length;
    if (stored === 0) return 0;
    const shown = (await this.#reconciliation.lines({ month }))
      .filter(line => line.kind !== 'value')
      .flatMap(line => line.buckets)
      .filter(({ bucket }) => bucket === 'unresolved');
    return shown.length === stored
      ? shown.reduce((sum, { micros }) => sum + micros, 0)
      : null;
  }
}
