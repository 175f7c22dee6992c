import {
  dayOf,
  dayIndex,
  firstDay,
  monthOf,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import {
  inList,
  integers,
  Queryable,
  readColumns,
  writeRows,
} from '../../database';

/** Days with an AI action by account and tool: bit d − 1 of `mask` is day d of the month. */
export interface MonthPresence {
  identity: Int32Array;
  tool: Int32Array;
  mask: Int32Array;
}

const FIRST_DAY_COLUMNS = { identity_id: 'integer', day: 'text' } as const;

/** Who acted on which day, as bits by month, and since when. */
export class PresenceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Sets and clears the bits of one UTC day from its facts. Returns the days that were, or are now, the first ever of
   * some account: whoever reads "new" around them has to look again.
   */
  async refreshDay(trx: Queryable, day: string): Promise<string[]> {
    const month = monthOf(day);
    const bit = 1 << (dayIndex(day) - dayIndex(firstDay(month)));
    await trx.raw(
      `insert into identity_months (month, identity_id, tool_id, active_mask)
       select cast(? as varchar), identity_id, tool_id, cast(? as integer)
       from usage_facts where day = ? and active and taken
       group by identity_id, tool_id
       on conflict (month, identity_id, tool_id) do update
       set active_mask = identity_months.active_mask | excluded.active_mask
       where (identity_months.active_mask & excluded.active_mask) = 0`,
      [month, bit, day],
    );
    await trx.raw(
      `update identity_months set active_mask = active_mask & ~cast(? as integer)
       where month = ? and (active_mask & cast(? as integer)) <> 0
       and not exists (
         select 1 from usage_facts f
         where f.day = ? and f.identity_id = identity_months.identity_id
         and f.tool_id = identity_months.tool_id and f.active and f.taken
       )`,
      [bit, month, bit, day],
    );
    await trx('identity_months').where({ month, active_mask: 0 }).delete();
    return this.#refreshFirstDays(trx, day);
  }

  /** Presence of a month, `YYYY-MM`. */
  async ofMonth(
    month: string,
    trx: Queryable = this.#knex,
  ): Promise<MonthPresence> {
    const columns = await readColumns(
      trx,
      trx('identity_months')
        .select('identity_id', 'tool_id', 'active_mask')
        .where({ month }),
      ['identity_id', 'tool_id', 'active_mask'],
    );
    return {
      identity: integers(columns.identity_id),
      tool: integers(columns.tool_id),
      mask: integers(columns.active_mask),
    };
  }

  /** Accounts whose first day with an action ever lies from `from` to `to`, both included. */
  async firstSeenBetween(
    from: string,
    to: string,
    trx: Queryable = this.#knex,
  ): Promise<Map<number, string>> {
    const { identity_id: ids, day } = await readColumns(
      trx,
      trx('identity_first_days')
        .select('identity_id', 'day')
        .whereBetween('day', [from, to]),
      ['identity_id', 'day'],
    );
    return new Map(ids.map((id, i) => [Number(id), day[i]]));
  }

  async #refreshFirstDays(trx: Queryable, day: string): Promise<string[]> {
    const changed = new Set<string>();
    const active = trx('usage_facts')
      .select('identity_id')
      .where({ day })
      .andWhere({ active: true, taken: true });
    const later: { day: string }[] = await trx('identity_first_days')
      .distinct('day')
      .where('day', '>', day)
      .whereIn('identity_id', active.clone());
    later.forEach(row => changed.add(row.day));
    const known = await trx('identity_first_days').count({ n: '*' }).first();
    await trx.raw(
      `insert into identity_first_days (identity_id, day)
       select distinct identity_id, cast(? as varchar) from usage_facts
       where day = ? and active and taken
       on conflict (identity_id) do update set day = excluded.day
       where identity_first_days.day > excluded.day`,
      [day, day],
    );
    const now = await trx('identity_first_days').count({ n: '*' }).first();
    if (later.length > 0 || Number(known?.n) !== Number(now?.n)) {
      changed.add(day);
    }

    const gone: { identity_id: number }[] = await trx('identity_first_days')
      .select('identity_id')
      .where({ day })
      .whereNotIn('identity_id', active.clone());
    if (gone.length > 0) {
      changed.add(day);
      const ids = gone.map(row => Number(row.identity_id));
      const found = await this.#firstDays(trx, ids);
      await trx('identity_first_days')
        .where(inList(trx, 'identity_id', ids))
        .delete();
      await writeRows(
        trx,
        'identity_first_days',
        FIRST_DAY_COLUMNS,
        [...found].map(([id, first]) => ({ identity_id: id, day: first })),
      );
      for (const first of found.values()) changed.add(first);
    }
    return [...changed].sort();
  }

  async #firstDays(
    trx: Queryable,
    ids: readonly number[],
  ): Promise<Map<number, string>> {
    const rows: { identity_id: number; month: string; active_mask: number }[] =
      await trx('identity_months')
        .select('identity_id', 'month', 'active_mask')
        .where(inList(trx, 'identity_id', ids));
    const found = new Map<number, string>();
    for (const row of rows) {
      const mask = Number(row.active_mask);
      const lowest = 31 - Math.clz32(mask & -mask);
      const first = dayOf(dayIndex(firstDay(row.month)) + lowest);
      const id = Number(row.identity_id);
      const known = found.get(id);
      if (known === undefined || first < known) found.set(id, first);
    }
    return found;
  }
}
