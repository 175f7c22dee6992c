import { DayState } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { readMoneyDoors } from '../../cost/moneyDoors';
import { Queryable } from '../../database';
import {
  backfillDaysOf,
  CollectedSource,
  toolOf,
} from '../../usage/collectedSource';
import { wantedRange } from '../../usage/dayPlan';
import { dayState, LedgerEntry, SettleRule } from '../../usage/dayState';
import { LedgerStore } from '../../usage/LedgerStore';
import { PUSH_SETTLE_DAYS } from '../../usage/push/pushedSource';
import { SourceDays } from './periodStates';

/**
 * Reads what is known of the days of all sources of a kind that are configured now, and of what is pushed. A tool that a
 * vendor reports rests on that alone: silence of a push says nothing.
 */
export class LedgerReader {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;
  readonly #sources: () => readonly CollectedSource[];
  readonly #backfillDays: number;
  readonly #pooledTools: (toolRef: string) => boolean;
  readonly #licensedTools: (toolRef: string) => boolean;

  constructor(options: {
    knex: Knex;
    sources: () => readonly CollectedSource[];
    backfillDays: number;
    /** Whether a tool's cost is worked out from credits. */
    pooledTools: (toolRef: string) => boolean;
    /** Whether configuration says who is licensed for a tool. */
    licensedTools: (toolRef: string) => boolean;
  }) {
    this.#knex = options.knex;
    this.#ledger = new LedgerStore(options.knex);
    this.#sources = options.sources;
    this.#backfillDays = options.backfillDays;
    this.#pooledTools = options.pooledTools;
    this.#licensedTools = options.licensedTools;
  }

  /** The sources of a kind, usage where none is named, with their days from `from` to `to`, both included. */
  async between(
    from: string,
    to: string,
    today: string,
    trx: Queryable = this.#knex,
    kind: 'usage' | 'outcomes' = 'usage',
  ): Promise<SourceDays[]> {
    const stored = await trx('sources as s')
      .leftJoin('tools as t', 't.id', 's.tool_id')
      .where('s.kind', kind)
      .select(
        's.id',
        's.key',
        's.tool_id',
        's.title',
        's.pushed',
        't.entity_ref',
      );
    const found: SourceDays[] = [];
    const doors = await readMoneyDoors(trx, from, to);
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
            // Where the vendor tells the cost, nothing is worked out of credits.
            needsCredits: day =>
              this.#pooledTools(toolOf(source) ?? '') &&
              !doors.isTold(Number(row.tool_id), day),
          }),
        );
      }
    }
    const ofVendors = new Set(found.map(({ toolId }) => toolId));
    for (const row of stored) {
      const toolId = Number(row.tool_id);
      if (row.pushed && !ofVendors.has(toolId)) {
        found.push({
          title: row.title,
          toolId,
          // Without any vendor, what is pushed is all there is.
          ofTotal: ofVendors.size === 0 || this.#licensedTools(row.entity_ref),
          creditsKnown: () => true,
          stateOf: await this.#pushedDays(Number(row.id), { from, to }, trx),
        });
      }
    }
    return found;
  }

  /** Before the first push there is nothing, and nothing will be asked for. */
  async #pushedDays(
    sourceId: number,
    range: { from: string; to: string },
    trx: Queryable,
  ): Promise<(day: string) => DayState> {
    const entries = await this.#ledger.entries(sourceId, range, trx);
    const row = await trx('ledger')
      .where({ source_id: sourceId })
      .min('day as first')
      .first();
    const first: string | null = row?.first ?? null;
    const rule: SettleRule = {
      kind: 'usage',
      settleDays: PUSH_SETTLE_DAYS,
      pushed: true,
    };
    return day =>
      first === null || day < first
        ? 'no-data'
        : dayState(entries.get(day), rule);
  }
}

function sourceDays(
  source: CollectedSource,
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
    ofTotal: true,
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
