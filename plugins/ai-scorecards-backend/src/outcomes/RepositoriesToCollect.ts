import type { OutcomeSource } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Settings } from '../database';
import { LedgerStore } from '../usage/LedgerStore';

/** Repositories that the catalog names by an annotation: `org/name`, lower case. */
export type SlugsOf = (annotation: string) => Promise<ReadonlySet<string>>;

const NONE: ReadonlySet<string> = new Set();

/** The setting that says whether a source is asked at all: whether the catalog names a repository of it. */
export const askedKey = (sourceId: number): string =>
  `outcomes.asked.${sourceId}`;

/**
 * Which repositories a source is asked for: those of the catalog. When one joins them, what was collected before knows
 * nothing of it, so the days that were answered are asked for again.
 */
export class RepositoriesToCollect {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;
  readonly #slugsOf: SlugsOf;
  readonly #settings = new Settings();
  readonly #bySource = new Map<string, ReadonlySet<string>>();

  constructor(options: { knex: Knex; ledger: LedgerStore; slugsOf: SlugsOf }) {
    this.#knex = options.knex;
    this.#ledger = options.ledger;
    this.#slugsOf = options.slugsOf;
  }

  /**
   * Looks at the catalog before a run. Returns whether there is anything to collect.
   * @param today - UTC day
   */
  async refresh(
    source: Pick<OutcomeSource, 'id' | 'slugAnnotation'>,
    sourceId: number,
    today: string,
  ): Promise<boolean> {
    const slugs = await this.#slugsOf(source.slugAnnotation);
    this.#bySource.set(source.id, slugs);
    const isAsked = slugs.size > 0;
    const asked = askedKey(sourceId);
    if ((await this.#settings.get(this.#knex, asked)) !== isAsked) {
      await this.#settings.set(this.#knex, asked, isAsked);
    }
    if (!isAsked) return false;
    const key = `outcomes.repositories.${sourceId}`;
    const known = await this.#settings.get<string[]>(this.#knex, key);
    const before = new Set(known);
    const added = [...slugs].filter(slug => !before.has(slug));
    if (added.length === 0) return true;
    if (known) {
      const days = [...(await this.#ledger.entries(sourceId)).keys()].filter(
        day => day < today,
      );
      if (days.length > 0) {
        await this.#ledger.askAgain(sourceId, days[0], days[days.length - 1]);
      }
    }
    // A repository that is gone may come back, with a past that is known already.
    await this.#settings.set(this.#knex, key, [...before, ...added].sort());
    return true;
  }

  /** As of the last look. */
  of({ id }: Pick<OutcomeSource, 'id'>): ReadonlySet<string> {
    return this.#bySource.get(id) ?? NONE;
  }
}
