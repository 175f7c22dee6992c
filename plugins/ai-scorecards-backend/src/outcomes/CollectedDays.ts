import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { OutcomeSource } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Settings } from '../database';
import { DaysCollected, daysCollected } from '../usage/daysCollected';
import type { LedgerStore } from '../usage/LedgerStore';
import type { SourceStore } from '../usage/SourceStore';
import { askedKey } from './RepositoriesToCollect';

/** Days that may be missing of a span, such as those of a weekend on which a code host was down. */
export const MISSING_DAYS = 7;

/** Tells whether what was merged is collected, so that nothing is taken for a fact which nobody looked at. */
export class CollectedDays {
  readonly #options: {
    knex: Knex;
    sources: Pick<SourceStore, 'byKey'>;
    ledger: Pick<LedgerStore, 'entries'>;
    outcomes: () => readonly OutcomeSource[];
    backfillDays: number;
  };
  readonly #settings = new Settings();

  constructor(options: {
    knex: Knex;
    sources: Pick<SourceStore, 'byKey'>;
    ledger: Pick<LedgerStore, 'entries'>;
    outcomes: () => readonly OutcomeSource[];
    backfillDays: number;
  }) {
    this.#options = options;
  }

  /**
   * Why so many days before a UTC day are not known, one sentence; null when they are, of every code host of which the
   * catalog names repositories.
   */
  async whyNot(today: string, days: number): Promise<string | null> {
    const { knex, sources, outcomes } = this.#options;
    if (outcomes().length === 0) return 'No code host tells what was merged.';
    let asked = 0;
    for (const source of outcomes()) {
      const stored = await sources.byKey(source.id);
      if (!stored) continue;
      if (!(await this.#settings.get<boolean>(knex, askedKey(stored.id)))) {
        continue;
      }
      asked += 1;
      const { wanted, collected } = await this.#count(
        source,
        stored.id,
        today,
        days,
      );
      if (wanted - collected > MISSING_DAYS || collected === 0) {
        return (
          stored.lastError ??
          `${source.title}: ${collected} of ${wanted} days are collected.`
        );
      }
    }
    return asked > 0 ? null : 'What was merged is not collected yet.';
  }

  #count(
    source: OutcomeSource,
    id: number,
    today: string,
    days: number,
  ): Promise<DaysCollected> {
    const { ledger, backfillDays } = this.#options;
    return daysCollected({
      ...{ ledger, source, id, backfillDays, today },
      from: addDays(today, -days),
      to: addDays(today, -1),
    });
  }
}
