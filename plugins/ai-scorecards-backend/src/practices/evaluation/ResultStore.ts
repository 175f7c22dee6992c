import type { Knex } from 'knex';
import type { Queryable } from '../../database';
import { CheckResults, TeamResults } from './CheckResults';
import { LevelChange, LevelHistory } from './LevelHistory';
import { Standing, StandingStore } from './StandingStore';

/** What an evaluation found of one team. */
export interface TeamOutcome extends TeamResults {
  standing: Standing;
  /** Null when nothing changed. */
  change: LevelChange | null;
}

/** Everything that evaluations leave behind. */
export class ResultStore {
  readonly standings: StandingStore;
  readonly checks: CheckResults;
  readonly history: LevelHistory;

  constructor(knex: Knex) {
    this.standings = new StandingStore(knex);
    this.checks = new CheckResults(knex);
    this.history = new LevelHistory(knex);
  }

  /**
   * Stores what an evaluation found of some teams on a UTC day. What is as it was is not written, so that evaluating
   * again on the same day changes no row.
   */
  async save(
    trx: Queryable,
    outcomes: readonly TeamOutcome[],
    day: string,
    at: string,
  ): Promise<void> {
    await this.checks.save(trx, outcomes, day);
    await this.standings.save(trx, outcomes, day, at);
    await this.history.save(
      trx,
      outcomes.map(({ groupId, standing, change }) => ({
        groupId,
        level: standing.standing.effective,
        change,
      })),
      day,
    );
  }
}
