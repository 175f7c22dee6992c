import {
  addDays,
  notConnected,
  notKnown,
  Unknown,
} from 'backstage-plugin-ai-scorecards-common';
import type { OutcomeSource } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Settings } from '../database';
import { DaysCollected, daysCollected } from '../usage/daysCollected';
import type { LedgerStore } from '../usage/LedgerStore';
import type { SourceStore } from '../usage/SourceStore';
import { askedKey } from './RepositoriesToCollect';

/** Days that may be missing of a span, such as those of a weekend on which a code host was down. */
export const MISSING_DAYS = 7;

const NOT_TOLD = notConnected('No code host tells what was merged.');
const NOT_YET = notKnown('What was merged is not collected yet.');

/** What is known of one code host. */
interface Found {
  annotation: string;
  /** Null where enough days are collected. */
  unknown: Unknown | null;
}

/** Whether the catalog names repositories of a code host, as of its last run. */
const isAsked = ({ unknown }: Found) => unknown !== NOT_YET;

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
   * Why what was merged on so many days before a UTC day is not known of a team, by the annotations that name its
   * repositories; null when it is. Only their code hosts count; for a team without repositories all of which the catalog
   * names any.
   */
  async before(
    today: string,
    days: number,
  ): Promise<(annotations: ReadonlySet<string>) => Unknown | null> {
    const found: Found[] = [];
    for (const source of this.#options.outcomes()) {
      found.push({
        annotation: source.slugAnnotation,
        ...(await this.#look(source, today, days)),
      });
    }
    return annotations => {
      const of =
        annotations.size === 0
          ? found
          : found.filter(({ annotation }) => annotations.has(annotation));
      if (of.length === 0) return NOT_TOLD;
      const counting = annotations.size === 0 ? of.filter(isAsked) : of;
      if (counting.length === 0) return NOT_YET;
      return counting.find(({ unknown }) => unknown)?.unknown ?? null;
    };
  }

  async #look(
    source: OutcomeSource,
    today: string,
    days: number,
  ): Promise<Omit<Found, 'annotation'>> {
    const { knex, sources } = this.#options;
    const stored = await sources.byKey(source.id);
    const asked =
      stored && (await this.#settings.get<boolean>(knex, askedKey(stored.id)));
    if (!asked) return { unknown: NOT_YET };
    const { wanted, collected } = await this.#count(
      source,
      stored.id,
      today,
      days,
    );
    const isKnown = wanted - collected <= MISSING_DAYS && collected > 0;
    return {
      unknown: isKnown
        ? null
        : notKnown(
            stored.lastError ??
              `${source.title}: ${collected} of ${wanted} days are collected.`,
          ),
    };
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
