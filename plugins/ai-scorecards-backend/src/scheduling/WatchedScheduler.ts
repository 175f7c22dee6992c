import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { TaskSigns } from './TaskSigns';

type Task = Parameters<SchedulerService['scheduleTask']>[0];
type Schedule = Parameters<SchedulerService['createScheduledTaskRunner']>[0];

const BEAT_MS = 5_000;
/** A run without a sign of life for so long belongs to a process that is gone. */
const SILENCE_SECONDS = 30;

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
  /** Tasks that run on one replica at a time. */
  readonly #shared = new Set<string>();
  /** Those of them that gave no sign at the last look. */
  #quiet: ReadonlySet<string> = new Set();

  constructor(options: {
    scheduler: SchedulerService;
    signs: TaskSigns;
    logger: LoggerService;
  }) {
    this.#scheduler = options.scheduler;
    this.#signs = options.signs;
    this.#logger = options.logger;
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
    if (task.scope !== 'local') this.#shared.add(task.id);
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
    const silent = await this.#signs.silentFor(SILENCE_SECONDS);
    const revived: string[] = [];
    for (const task of silent) {
      await this.#ifPossible(() => this.#scheduler.cancelTask(task));
      await this.#signs.end(task);
      revived.push(task);
    }
    // A process that was killed between taking a place and its first sign, or between its last sign and leaving the
    // place, is told from a live one by the place: nobody holds one that long without a sign.
    const running = new Set(await this.#signs.running());
    const quiet = new Set([...this.#shared].filter(id => !running.has(id)));
    for (const task of quiet) {
      if (!this.#quiet.has(task) || revived.includes(task)) continue;
      const wasHeld = await this.#ifPossible(() =>
        this.#scheduler.cancelTask(task),
      );
      if (wasHeld) revived.push(task);
    }
    this.#quiet = quiet;
    for (const task of revived) {
      this.#logger.info(`${task} was cut off; it goes on where it was`);
      await this.#ifPossible(() => this.#scheduler.triggerTask(task));
    }
    return revived;
  }

  /** Runs a task and gives signs of life meanwhile. */
  async #alive(task: string, run: () => Promise<unknown>): Promise<void> {
    const beat = () => this.#signs.beat(task);
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

  /** Whether it was: another replica may have been faster, and what is configured no more has no task. */
  async #ifPossible(change: () => Promise<void>): Promise<boolean> {
    try {
      await change();
      return true;
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name !== 'ConflictError' && name !== 'NotFoundError') throw error;
      return false;
    }
  }
}
