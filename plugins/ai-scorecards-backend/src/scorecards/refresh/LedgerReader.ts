import { DayState } from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { readMoneyDoors } from '../../cost/moneyDoors';
import { Queryable } from '../../database';
import { wantedRange } from '../../usage/dayPlan';
import { dayState, LedgerEntry } from '../../usage/dayState';
import { LedgerStore } from '../../usage/LedgerStore';
import { SourceDays } from './periodStates';

/** Reads what is known of the days of all usage sources that are configured now. */
export class LedgerReader {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;
  readonly #sources: () => readonly Source[];
  readonly #backfillDays: number;
  readonly #pooledTools: (toolRef: string) => boolean;

  constructor(options: {
    knex: Knex;
    sources: () => readonly Source[];
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

  /** The usage sources with their days from `from` to `to`, both included. */
  async between(
    from: string,
    to: string,
    today: string,
    trx: Queryable = this.#knex,
  ): Promise<SourceDays[]> {
    const stored = await trx('sources').select('id', 'key', 'tool_id');
    const found: SourceDays[] = [];
    const doors = await readMoneyDoors(trx, from, to);
    for (const source of this.#sources()) {
      const row = stored.find(each => each.key === source.id);
      if (source.kind === 'usage' && row) {
        const entries = await this.#ledger.entries(
          Number(row.id),
          { from, to },
          trx,
        );
        found.push(
          sourceDays(source, Number(row.tool_id), entries, {
            from: wantedRange(
              { ...source, backfillDays: this.#backfillDays },
              today,
            )?.from,
            // Where the vendor tells the cost, nothing is worked out of credits.
            needsCredits: day =>
              this.#pooledTools(source.tool) &&
              !doors.isTold(Number(row.tool_id), day),
          }),
        );
      }
    }
    return found;
  }
}

function sourceDays(
  source: Source,
  toolId: number,
  entries: ReadonlyMap<string, LedgerEntry>,
  options: {
    from: string | undefined;
    /** Whether cost of a day is worked out from credits. */
    needsCredits: (day: string) => boolean;
  },
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
      !options.needsCredits(day) || entries.get(day)?.creditsKnown !== false,
  };
}
