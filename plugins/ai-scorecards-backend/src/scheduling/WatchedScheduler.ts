import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Clock, systemClock } from '../clock';
import { TaskSigns } from './TaskSigns';

type Task = Parameters<SchedulerService['scheduleTask']>[0];
type Schedule = Parameters<SchedulerService['createScheduledTaskRunner']>[0];

const BEAT_MS = 5_000;
/** A run without a sign of life for so long belongs to a process that is gone. */
const SILENCE_MS = 30_000;

export const WATCH_TASK = 'ai-scorecards-watch';

/**
 * The scheduler, with tasks that go on soon after their process was killed. The scheduler itself keeps a killed run's
 * place until the run would have timed out, which for one that may read a big day is long; a sign of life tells such a
 * run from a live one.
 */
export class WatchedScheduler implements SchedulerService {
  readonly #scheduler: SchedulerService;
  readonly #signs: TaskSigns;
  readonly #logger: LoggerService;
  readonly #machine: Clock;

  constructor(options: {
    scheduler: SchedulerService;
    signs: TaskSigns;
    logger: LoggerService;
    machine?: Clock;
  }) {
    this.#scheduler = options.scheduler;
    this.#signs = options.signs;
    this.#logger = options.logger;
    this.#machine = options.machine ?? systemClock;
  }

  /** Looks for killed runs from now on. */
  async start(): Promise<void> {
    await this.#scheduler.scheduleTask({
      id: WATCH_TASK,
      frequency: { seconds: 15 },
      timeout: { minutes: 1 },
      // On each replica: this is what frees a place that a killed replica holds among all of them.
      scope: 'local',
      fn: async () => {
        await this.revive();
      },
    });
  }

  async scheduleTask(task: Task): Promise<void> {
    await this.#scheduler.scheduleTask(
      task.scope === 'local'
        ? task
        : {
            ...task,
            fn: signal => this.#alive(task.id, async () => task.fn(signal)),
          },
    );
  }

  createScheduledTaskRunner(schedule: Schedule) {
    return {
      run: (task: Omit<Task, keyof Schedule>) =>
        this.scheduleTask({ ...task, ...schedule }),
    };
  }

  triggerTask(id: string): Promise<void> {
    return this.#scheduler.triggerTask(id);
  }

  cancelTask(id: string): Promise<void> {
    return this.#scheduler.cancelTask(id);
  }

  getScheduledTasks() {
    return this.#scheduler.getScheduledTasks();
  }

  /** Frees the places of runs that fell silent and runs their tasks again. Returns the ids of those tasks. */
  async revive(): Promise<string[]> {
    const since = new Date(this.#machine.now().getTime() - SILENCE_MS);
    const silent = await this.#signs.silentSince(since);
    for (const task of silent) {
      this.#logger.info(`${task} was cut off; it goes on where it was`);
      await this.#ifPossible(() => this.#scheduler.cancelTask(task));
      await this.#signs.end(task);
      await this.#ifPossible(() => this.#scheduler.triggerTask(task));
    }
    return silent;
  }

  /** Runs a task and gives signs of life meanwhile. */
  async #alive(task: string, run: () => Promise<unknown>): Promise<void> {
    const beat = () => this.#signs.beat(task, this.#machine.now());
    await beat();
    const timer = setInterval(() => {
      beat().catch(error => this.#logger.warn(`No sign of life: ${error}`));
    }, BEAT_MS);
    try {
      await run();
    } finally {
      clearInterval(timer);
      await this.#signs.end(task);
    }
  }

  /** Another replica may have been faster, and what is configured no more has no task. */
  async #ifPossible(change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name !== 'ConflictError' && name !== 'NotFoundError') throw error;
    }
  }
}
