import type { LoggerService } from '@backstage/backend-plugin-api';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type {
  CollectContext,
  LateChanges,
  OutcomeSource,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock, today } from '../clock';
import { Settings } from '../database';
import type { LedgerStore } from '../usage/LedgerStore';
import { readFault } from '../usage/sourceFault';

/** A host may take so long until it finds what changed. */
const LAG_MS = 60 * 60_000;

/** Has days asked for again of which a source tells something new when they are final, such as a late post-mortem. */
export class LateAnswers {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #settings = new Settings();

  constructor(options: {
    knex: Knex;
    ledger: LedgerStore;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#ledger = options.ledger;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  /**
   * Looks at what changed since the last look, if the source can tell. The first look finds nothing: all is read anew
   * then. A fault of the source is logged, and the next look begins where this one did.
   */
  async look(
    source: OutcomeSource,
    sourceId: number,
    repositories: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<void> {
    if (!source.changedDays) return;
    const key = `outcomes.changesRead.${sourceId}`;
    const last = await this.#settings.get<string>(this.#knex, key);
    const to = this.#clock.now().toISOString();
    if (last !== null) {
      const { settleDays, restatedForDays = 0 } = source;
      const changes = {
        from: new Date(Date.parse(last) - LAG_MS).toISOString(),
        to,
        before: addDays(
          today(this.#clock),
          -Math.max(settleDays, restatedForDays),
        ),
      };
      const days = await this.#read(source, changes, repositories, signal);
      if (!days) return;
      await this.#askAgain(sourceId, days);
    }
    await this.#settings.set(this.#knex, key, to);
  }

  async #read(
    source: OutcomeSource,
    changes: LateChanges,
    repositories: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<string[] | null> {
    const context: CollectContext = { signal, logger: this.#logger };
    try {
      const days = await source.changedDays?.(changes, repositories, context);
      return [...(days ?? [])].filter(day => day < changes.before);
    } catch (error) {
      if (!signal.aborted) {
        this.#logger.warn(
          `${source.title}, late changes: ${readFault(error).sentence}`,
        );
      }
      return null;
    }
  }

  /** Days that were never answered are asked for in any case, or are wanted by nobody. */
  async #askAgain(sourceId: number, days: readonly string[]): Promise<void> {
    const known = await this.#ledger.entries(sourceId);
    for (const day of days.filter(each => known.has(each))) {
      await this.#ledger.askAgain(sourceId, day, day);
    }
  }
}
