import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { today, Clock } from '../clock';
import { CollectedSource } from './collectedSource';
import { Collector } from './Collector';
import { LedgerStore } from './LedgerStore';
import { SourceStore } from './SourceStore';

export interface CollectionTasksOptions {
  scheduler: SchedulerService;
  logger: LoggerService;
  /** Everything that is collected. */
  registry: { readonly sources: readonly CollectedSource[] };
  collector: Collector;
  sources: SourceStore;
  ledger: LedgerStore;
  clock: Clock;
  /** How many days back operators may have days asked again. */
  daysBack: number;
}

/** Collects each source on a schedule, each on one replica at a time. */
export class CollectionTasks {
  readonly #options: CollectionTasksOptions;
  /** Sources that were to be run while they ran. */
  readonly #again = new Set<string>();

  constructor(options: CollectionTasksOptions) {
    this.#options = options;
  }

  /** Schedules every source: at once after start, and then every half hour. */
  async start(): Promise<void> {
    const { registry, scheduler, collector, sources } = this.#options;
    for (const source of registry.sources) {
      await sources.register(source);
      await scheduler.scheduleTask({
        id: taskId(source.id),
        frequency: { minutes: 30 },
        // A big day of a vendor that answers few questions a minute must end within it.
        timeout: { hours: 6 },
        scope: 'global',
        fn: async signal => {
          do {
            this.#again.delete(source.id);
            await collector.collect(source, signal);
          } while (this.#again.has(source.id) && !signal.aborted);
        },
      });
      // A start is a reason to look: a key may have been put right, or a backfill cut off.
      await this.#trigger(source.id);
    }
  }

  /**
   * Asks for a range of days of a source again, both days included, and runs the source at once. Returns how many
   * days: those that the vendor cannot have are left out, and of a seat list there is only today's. Throws
   * NotFoundError for an unknown source, InputError for days to come or longer ago than anything is kept.
   */
  async collectAgain(
    sourceId: string,
    from: string,
    to: string,
  ): Promise<number> {
    const { registry, sources, ledger, clock, daysBack } = this.#options;
    const source = registry.sources.find(({ id }) => id === sourceId);
    if (!source) throw new NotFoundError(`There is no source ${sourceId}`);
    const day = today(clock);
    const oldest = addDays(day, -daysBack);
    if (from < oldest)
      throw new InputError(`from must not be before ${oldest}`);
    if (to > day) throw new InputError(`to must not be after today, ${day}`);
    if (source.kind === 'seats') {
      await this.#trigger(sourceId);
      return from <= day && day <= to ? 1 : 0;
    }
    const first = laterOf(from, source.earliestDay ?? from);
    const last = earlierOf(to, addDays(day, -1));
    const { id } = await sources.register(source);
    const days = await ledger.askAgain(id, first, last);
    await this.#trigger(sourceId);
    return days;
  }

  /** Runs what is told of the work now: the repositories that it is asked for have changed. */
  async collectOutcomes(): Promise<void> {
    for (const { id, kind } of this.#options.registry.sources) {
      if (kind === 'outcomes') await this.#trigger(id);
    }
  }

  /**
   * Runs a source now. One that runs already plans its days anew after each, but not what it asks for: it is run once
   * more when it ends.
   */
  async #trigger(sourceId: string): Promise<void> {
    try {
      await this.#options.scheduler.triggerTask(taskId(sourceId));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ConflictError') {
        throw error;
      }
      this.#again.add(sourceId);
      this.#options.logger.debug(`${sourceId} is being collected already`);
    }
  }
}

function taskId(sourceId: string): string {
  return `ai-scorecards-collect-${sourceId}`;
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}

function earlierOf(a: string, b: string): string {
  return a < b ? a : b;
}
