import { Queryable } from './Database';

/** Small facts about the installation, kept as JSON by name. */
export class Settings {
  /** Returns the value, or null when nothing is kept under the name. */
  async get<T>(trx: Queryable, key: string): Promise<T | null> {
    const row = await trx('settings').select('value').where({ key }).first();
    return row ? (JSON.parse(row.value) as T) : null;
  }

  async set(trx: Queryable, key: string, value: unknown): Promise<void> {
    await trx('settings')
      .insert({ key, value: JSON.stringify(value) })
      .onConflict('key')
      .merge();
  }

  /**
   * Raises a counter and returns it. The row stays locked until the transaction ends, so that writers who raise the same
   * counter first come one after the other.
   */
  async raise(trx: Queryable, key: string): Promise<number> {
    await trx.raw(
      `insert into settings (key, value) values (?, '1')
       on conflict (key) do update set value = cast(cast(settings.value as integer) + 1 as varchar)`,
      [key],
    );
    return (await this.get<number>(trx, key)) ?? 0;
  }
}
