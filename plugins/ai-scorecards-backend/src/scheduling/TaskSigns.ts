import type { Knex } from 'knex';
import { isPostgres } from '../database';

/**
 * Signs of life of the tasks that run now, on whichever replica. Their times are the database's own, for the clocks of
 * replicas may differ.
 */
export class TaskSigns {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Notes that a task runs now. */
  async beat(task: string): Promise<void> {
    await this.#knex('task_signs')
      .insert({ task, at: this.#before(0) })
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

  /** Tasks whose last sign of life is older than so many seconds: their process is gone. */
  async silentFor(seconds: number): Promise<string[]> {
    return this.#knex('task_signs')
      .where('at', '<', this.#before(seconds))
      .orderBy('task')
      .pluck('task');
  }

  /** The moment so many seconds ago, as an ISO time. */
  #before(seconds: number): Knex.Raw {
    return isPostgres(this.#knex)
      ? this.#knex.raw(
          `to_char(
             (clock_timestamp() - make_interval(secs => ?)) at time zone 'UTC',
             'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
           )`,
          [seconds],
        )
      : this.#knex.raw("strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?)", [
          `-${seconds} seconds`,
        ]);
  }
}
