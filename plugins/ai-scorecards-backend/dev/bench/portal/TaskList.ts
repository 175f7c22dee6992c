import type {
  SchedulerService,
  SchedulerServiceTaskDescriptor,
  SchedulerServiceTaskFunction,
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskRunner,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';

/** A scheduler that runs nothing by itself: the benchmark says what runs and when. */
export class TaskList implements SchedulerService {
  readonly #tasks = new Map<string, SchedulerServiceTaskFunction>();

  /** Ids of what was scheduled that begin with a text, in the order of scheduling. */
  ids(prefix: string): string[] {
    return [...this.#tasks.keys()].filter(id => id.startsWith(prefix));
  }

  /** Runs a task to its end. Throws for one that was never scheduled. */
  async run(id: string): Promise<void> {
    const task = this.#tasks.get(id);
    if (!task) throw new Error(`No task ${id} was scheduled`);
    await task(new AbortController().signal);
  }

  async scheduleTask(
    task: SchedulerServiceTaskScheduleDefinition &
      SchedulerServiceTaskInvocationDefinition,
  ): Promise<void> {
    this.#tasks.set(task.id, task.fn);
  }

  createScheduledTaskRunner(
    schedule: SchedulerServiceTaskScheduleDefinition,
  ): SchedulerServiceTaskRunner {
    return { run: task => this.scheduleTask({ ...schedule, ...task }) };
  }

  /** What would run soon runs when the benchmark says so. */
  async triggerTask(): Promise<void> {}

  async cancelTask(): Promise<void> {}

  async getScheduledTasks(): Promise<SchedulerServiceTaskDescriptor[]> {
    return [];
  }
}
