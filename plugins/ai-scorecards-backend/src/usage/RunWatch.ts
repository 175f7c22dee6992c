import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Clock, systemClock } from '../clock';
import { SourceStore } from './SourceStore';

const BEAT_MS = 5_000;
/** A run without a sign of life for so long belongs to a process that is gone. */
const SILENCE_MS = 30_000;

/**
 * Lets collection go on soon after a process was killed. The scheduler keeps a killed run's place until the run would
 * have timed out, which for a run that may read a big day is long; a sign of life tells such a run from a live one.
 */
export class RunWatch {
  readonly #sources: Pick<SourceStore, 'beat' | 'silentSince'>;
  readonly #scheduler: Pick<SchedulerService, 'cancelTask' | 'triggerTask'>;
  readonly #logger: LoggerService;
  readonly #machine: Clock;
  readonly #taskId: (sourceId: string) => string;

  constructor(options: {
    sources: Pick<SourceStore, 'beat' | 'silentSince'>;
    scheduler: Pick<SchedulerService, 'cancelTask' | 'triggerTask'>;
    logger: LoggerService;
    taskId: (sourceId: string) => string;
    machine?: Clock;
  }) {
    this.#sources = options.sources;
    this.#scheduler = options.scheduler;
    this.#logger = options.logger;
    this.#taskId = options.taskId;
    this.#machine = options.machine ?? systemClock;
  }

  /** Runs something for a source and gives signs of life meanwhile. */
  async alive<T>(sourceId: string, run: () => Promise<T>): Promise<T> {
    const beat = () => this.#sources.beat(sourceId, this.#machine.now());
    await beat();
    const timer = setInterval(() => {
      beat().catch(error => this.#logger.warn(`No sign of life: ${error}`));
    }, BEAT_MS);
    try {
      return await run();
    } finally {
      clearInterval(timer);
      await this.#sources.beat(sourceId, null);
    }
  }

  /** Frees the places of runs that fell silent and runs their sources again. Returns the ids of those sources. */
  async revive(): Promise<string[]> {
    const since = new Date(this.#machine.now().getTime() - SILENCE_MS);
    const silent = await this.#sources.silentSince(since);
    for (const sourceId of silent) {
      this.#logger.info(
        `Collection of ${sourceId} was cut off; it goes on where it was`,
      );
      const task = this.#taskId(sourceId);
      await this.#ifPossible(() => this.#scheduler.cancelTask(task));
      await this.#sources.beat(sourceId, null);
      await this.#ifPossible(() => this.#scheduler.triggerTask(task));
    }
    return silent;
  }

  /** Another replica may have been faster, and a source that is configured no more has no task. */
  async #ifPossible(change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name !== 'ConflictError' && name !== 'NotFoundError') throw error;
    }
  }
}
