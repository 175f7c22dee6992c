import { daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { breathe } from '../breathe';

/** Pull requests that a vendor reports its tool to have opened for somebody. */
export interface Report {
  personId: number;
  /** UTC day of the report; what was opened on it may be merged later, or never. */
  day: string;
  pullRequests: number;
}

/**
 * Reads what vendors report of pull requests, where two doors report the same of the one that is believed. They name no
 * pull request, so that a report can be set beside merged changes and never be joined with one.
 */
export class ReportLoader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Of UTC days from `first` to `last`, both included, by person and day; days without any are left out. */
  async between(first: string, last: string): Promise<Report[]> {
    const reports: Report[] = [];
    // Day by day: on SQLite nobody is answered while a statement runs.
    for (const day of daysFromTo(first, last)) {
      for (const report of await this.#ofDay(day)) reports.push(report);
      await breathe();
    }
    return reports;
  }

  async #ofDay(day: string): Promise<Report[]> {
    const rows: { person_id: number; n: number | string }[] = await this.#knex(
      'usage_facts as f',
    )
      .join('identities as i', 'i.id', 'f.identity_id')
      .where('f.day', day)
      .andWhere('f.pull_requests', '>', 0)
      .andWhere('f.taken', true)
      .whereNotNull('i.person_id')
      .whereIn('i.state', ['person', 'left'])
      .groupBy('i.person_id')
      .select('i.person_id')
      .sum({ n: 'f.pull_requests' });
    return rows.map(row => ({
      personId: Number(row.person_id),
      day,
      pullRequests: Number(row.n),
    }));
  }

  /** Ids of the sources that reported any, of UTC days from `first` to `last`, both included. */
  async sources(first: string, last: string): Promise<Set<number>> {
    const rows: { source_id: number }[] = await this.#knex('usage_facts')
      .whereBetween('day', [first, last])
      .andWhere('pull_requests', '>', 0)
      .distinct('source_id');
    return new Set(rows.map(row => Number(row.source_id)));
  }
}
