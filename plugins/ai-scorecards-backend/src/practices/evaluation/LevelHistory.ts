import type {
  PracticeChange,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { addDays, weekOf } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Part, partOf, Queryable, writeRows } from '../../database';

/** What changed of a team's level or checks, with what it was before. */
export type LevelChange = Pick<
  PracticeChange,
  'before' | 'was' | 'causes' | 'others'
>;

/** A team's level on a day; `change` is null when nothing changed. */
export interface LevelOfDay {
  groupId: number;
  level: number | null;
  change: LevelChange | null;
}

const levelOf = (value: number | string | null) =>
  value === null ? null : Number(value);

/** Levels of teams by week, and what changed them. */
export class LevelHistory {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** {@link LevelHistory.weeks}, to be read together with other things. */
  weeksPart(
    groupId: number,
    day: string,
    weeks: number,
  ): Part<TeamPractices['trend']> {
    const last = weekOf(day);
    return partOf(
      `select cast(week as varchar) as a, cast(level as varchar) as b, cast(null as varchar) as c, cast(null as varchar) as d
       from practice_levels where group_id = ? and week > ? and week <= ?`,
      [groupId, addDays(last, -7 * weeks), last],
      rows =>
        rows
          .map(({ a, b }) => ({ week: a ?? '', level: levelOf(b) }))
          .sort((x, y) => (x.week < y.week ? -1 : 1)),
    );
  }

  /** Changes of a team since a UTC day, oldest first. */
  async changes(
    groupId: number,
    since: string,
  ): Promise<TeamPractices['history']> {
    const rows = await this.#knex('practice_changes')
      .where({ group_id: groupId })
      .andWhere('day', '>=', since)
      .orderBy('id');
    return rows.map(row => ({
      day: row.day,
      level: levelOf(row.level),
      before: levelOf(row.before),
      was: levelOf(row.was),
      causes: JSON.parse(row.causes),
      others: JSON.parse(row.others),
    }));
  }

  /** The level of a team by week, oldest first, over the last weeks up to that of a UTC day. */
  async weeks(
    groupId: number,
    day: string,
    weeks: number,
  ): Promise<TeamPractices['trend']> {
    const last = weekOf(day);
    const rows = await this.#knex('practice_levels')
      .where({ group_id: groupId })
      .andWhere('week', '>', addDays(last, -7 * weeks))
      .andWhere('week', '<=', last)
      .orderBy('week');
    return rows.map(row => ({ week: row.week, level: levelOf(row.level) }));
  }

  /** Stores the levels of teams on a UTC day as those of its week, and what changed. */
  async save(
    trx: Queryable,
    levels: readonly LevelOfDay[],
    day: string,
  ): Promise<void> {
    await writeRows(
      trx,
      'practice_levels',
      { group_id: 'integer', week: 'text', level: 'integer' },
      levels.map(({ groupId, level }) => ({
        group_id: groupId,
        week: weekOf(day),
        level,
      })),
      { conflict: { keys: ['group_id', 'week'], update: ['level'] } },
    );
    await writeRows(
      trx,
      'practice_changes',
      {
        group_id: 'integer',
        day: 'text',
        level: 'integer',
        before: 'integer',
        was: 'integer',
        causes: 'text',
        others: 'text',
      },
      levels.flatMap(({ groupId, level, change }) =>
        change
          ? [
              {
                group_id: groupId,
                day,
                level,
                before: change.before,
                was: change.was,
                causes: JSON.stringify(change.causes),
                others: JSON.stringify(change.others),
              },
            ]
          : [],
      ),
    );
  }
}
