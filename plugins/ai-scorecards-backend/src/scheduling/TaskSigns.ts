import type { Knex } from 'knex';

/** Signs of life of the tasks that run now, on whichever replica. */
export class TaskSigns {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Notes that a task runs at a time. */
  async beat(task: string, at: Date): Promise<void> {
    await this.#knex('task_signs')
      .insert({ task, at: at.toISOString() })
      .onConflict('task')
      .merge();
  }

  /** Notes that a task runs no more. */
  async end(task: string): Promise<void> {
    await this.#knex('task_signs').where({ task }).delete();
  }

  /** Tasks that gave a sign of life and did not end since. */
  async running(): Promise<string[]> {
    return this.#knex('task_signs').orderBy('task').pluck('task');
  }

  /** Tasks whose last sign of life is older than a time: their process is gone. */
  async silentSince(time: Date): Promise<string[]> {
    return this.#knex('task_signs')
      .where('at', '<', time.toISOString())
      .orderBy('task')
      .pluck('task');
  }
}
