import { DayState } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Queryable } from '../../database';
import {
  backfillDaysOf,
  CollectedSource,
  toolOf,
} from '../../usage/collectedSource';
import { wantedRange } from '../../usage/dayPlan';
import { dayState, LedgerEntry } from '../../usage/dayState';
import { LedgerStore } from '../../usage/LedgerStore';
import { SourceDays } from './periodStates';

/** Reads what is known of the days of all sources of a kind that are configured now. */
export class LedgerReader {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;
  readonly #sources: () => readonly CollectedSource[];
  readonly #backfillDays: number;
  readonly #pooledTools: (toolRef: string) => boolean;

  constructor(options: {
    knex: Knex;
    sources: () => readonly CollectedSource[];
    backfillDays: number;
    /** Whether a tool's cost is worked out from credits. */
    pooledTools: (toolRef: string) => boolean;
  }) {
    this.#knex = options.knex;
    this.#ledger = new LedgerStore(options.knex);
    this.#sources = options.sources;
    this.#backfillDays = options.backfillDays;
    this.#pooledTools = options.pooledTools;
  }

  /** The sources of a kind, usage where none is named, with their days from `from` to `to`, both included. */
  async between(
    from: string,
    to: string,
    today: string,
    trx: Queryable = this.#knex,
    kind: 'usage' | 'outcomes' = 'usage',
  ): Promise<SourceDays[]> {
    const stored = await trx('sources').select('id', 'key', 'tool_id');
    const found: SourceDays[] = [];
    for (const source of this.#sources()) {
      const row = stored.find(each => each.key === source.id);
      if (source.kind === kind && row) {
        const entries = await this.#ledger.entries(
          Number(row.id),
          { from, to },
          trx,
        );
        found.push(
          sourceDays(source, Number(row.tool_id ?? 0), entries, {
            from: wantedRange(
              {
                ...source,
                backfillDays: backfillDaysOf(source.kind, this.#backfillDays),
              },
              today,
            )?.from,
            pooled: this.#pooledTools(toolOf(source) ?? ''),
          }),
        );
      }
    }
    return found;
  }
}

function sourceDays(
  source: CollectedSource,
  toolId: number,
  entries: ReadonlyMap<string, LedgerEntry>,
  options: { from: string | undefined; pooled: boolean },
): SourceDays {
  return {
    title: source.title,
    toolId,
    stateOf: (day): DayState => {
      const entry = entries.get(day);
      // Nobody will ask for a day before the history that is wanted.
      if (!entry && options.from !== undefined && day < options.from) {
        return 'no-data';
      }
      return dayState(entry, source);
    },
    creditsKnown: day =>
      !options.pooled || entries.get(day)?.creditsKnown !== false,
  };
}
