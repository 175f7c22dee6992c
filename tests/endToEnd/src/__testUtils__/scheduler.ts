import {
  coreServices,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';

type Task = Parameters<SchedulerService['scheduleTask']>[0];

/** Runs tasks when a test says so, and a task that is triggered at once. */
export class ManualScheduler implements SchedulerService {
  private readonly tasks = new Map<string, Task>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly abort = new AbortController();

  factory() {
    return createServiceFactory({
      service: coreServices.scheduler,
      deps: { lifecycle: coreServices.lifecycle },
      factory: ({ lifecycle }) => {
        lifecycle.addShutdownHook(async () => {
          this.abort.abort();
          await Promise.allSettled(this.running.values());
        });
        return this;
      },
    });
  }

  /**
   * Runs every task once, one after the other. One that was triggered and still runs began with an earlier clock: it is
   * waited for and does not count.
   */
  async runAll(): Promise<void> {
    for (const id of this.tasks.keys()) {
      await this.running.get(id)?.catch(() => undefined);
      await this.run(id);
    }
  }

  async scheduleTask(task: Task): Promise<void> {
    this.tasks.set(task.id, task);
  }

  /** As the real one does, this returns before the task has ended. */
  async triggerTask(id: string): Promise<void> {
    this.run(id).catch(() => undefined);
  }

  createScheduledTaskRunner(
    schedule: Parameters<SchedulerService['createScheduledTaskRunner']>[0],
  ) {
    return {
      run: (task: Omit<Task, keyof typeof schedule>) =>
        this.scheduleTask({ ...task, ...schedule } as Task),
    };
  }

  async cancelTask(): Promise<void> {
    throw new ConflictError('Nothing is left running by a process that died');
  }

  async getScheduledTasks() {
    return [...this.tasks.values()].map(({ id, scope }) => ({
      id,
      scope: scope ?? ('global' as const),
      settings: { version: 1 },
    }));
  }

  private async run(id: string): Promise<void> {
    const task = this.tasks.get(id);
    if (!task) {
      throw new Error(`There is no task ${id}`);
    }
    const known = this.running.get(id);
    if (known) {
      await known;
      return;
    }
    const run = Promise.resolve(task.fn(this.abort.signal));
    this.running.set(id, run);
    try {
      await run;
    } finally {
      this.running.delete(id);
    }
  }
}
