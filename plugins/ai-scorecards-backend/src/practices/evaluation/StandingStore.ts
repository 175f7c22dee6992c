import type {
  NextStep,
  PracticeStanding,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import {
  inList,
  Part,
  partOf,
  Queryable,
  Settings,
  PageReads,
  writeRows,
} from '../../database';
import { PRACTICE_SETTINGS } from '../versions';

/** How a team stands, with what its page shows beside the results. */
export interface Standing {
  standing: PracticeStanding;
  /** The last level that was known; null before the first. */
  lastLevel: number | null;
  next: number | null;
  missing: string[];
  nextStep: NextStep | null;
  /** Ids of all results in the order in which they are shown. */
  order: string[];
  repositories: TeamPractices['repositories'];
  notice: string | null;
}

export interface StoredStanding extends Standing {
  /** UTC day of the last evaluation. */
  evaluatedOn: string;
  /** ISO time of the last evaluation that wrote anything. */
  evaluatedAt: string;
}

const STANDING_COLUMNS = {
  group_id: 'integer',
  state: 'text',
  level: 'integer',
  content: 'text',
  evaluated_on: 'text',
  evaluated_at: 'text',
} as const;

const levelOf = (value: number | string | null) =>
  value === null ? null : Number(value);

/** How teams stand, as they were last evaluated. */
export class StandingStore {
  readonly #knex: Knex;
  readonly #settings = new Settings();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** A number that another value of means that a team stands otherwise. */
  version(): Promise<number> {
    return PageReads.of(this.#knex).version(PRACTICE_SETTINGS.standings);
  }

  /** How some teams stood the last time, by team. */
  async of(
    groupIds: readonly number[],
    trx: Queryable = this.#knex,
  ): Promise<Map<number, StoredStanding>> {
    const rows: StandingRow[] = await trx('practice_standings')
      .select('*')
      .where(inList(trx, 'group_id', groupIds));
    return new Map(rows.map(row => [Number(row.group_id), toStanding(row)]));
  }

  /** How one team stood the last time, to be read together with other things; undefined before the first time. */
  part(groupId: number): Part<StoredStanding | undefined> {
    return partOf(
      `select content as a, cast(evaluated_on as varchar) as b, cast(evaluated_at as varchar) as c, cast(null as varchar) as d
       from practice_standings where group_id = ?`,
      [groupId],
      ([row]) =>
        row && {
          ...(JSON.parse(row.a ?? '') as Standing),
          evaluatedOn: row.b ?? '',
          evaluatedAt: row.c ?? '',
        },
    );
  }

  /** Levels of all teams that were evaluated: null while a team's is not known. */
  async levels(): Promise<Map<number, number | null>> {
    const rows: Pick<StandingRow, 'group_id' | 'level'>[] = await this.#knex(
      'practice_standings',
    ).select('group_id', 'level');
    return new Map(rows.map(row => [Number(row.group_id), levelOf(row.level)]));
  }

  /** Stores how teams stand on a UTC day, by the Group's id; what is as it was is not written. */
  async save(
    trx: Queryable,
    standings: readonly { groupId: number; standing: Standing }[],
    day: string,
    at: string,
  ): Promise<void> {
    const changed = await this.#changed(trx, standings, day, at);
    if (changed.length > 0) {
      await this.#settings.raise(trx, PRACTICE_SETTINGS.standings);
    }
    await writeRows(trx, 'practice_standings', STANDING_COLUMNS, changed, {
      conflict: {
        keys: ['group_id'],
        update: ['state', 'level', 'content', 'evaluated_on', 'evaluated_at'],
      },
    });
  }

  async #changed(
    trx: Queryable,
    standings: readonly { groupId: number; standing: Standing }[],
    day: string,
    at: string,
  ) {
    const stored: StandingRow[] = await trx('practice_standings')
      .select('*')
      .where(
        inList(
          trx,
          'group_id',
          standings.map(({ groupId }) => groupId),
        ),
      );
    const before = new Map(stored.map(row => [Number(row.group_id), row]));
    return standings.flatMap(({ groupId, standing }) => {
      const content = JSON.stringify(standing);
      const known = before.get(groupId);
      return known?.content === content && known.evaluated_on === day
        ? []
        : [
            {
              group_id: groupId,
              state: standing.standing.state,
              level: standing.standing.effective,
              content,
              evaluated_on: day,
              evaluated_at: at,
            },
          ];
    });
  }
}

interface StandingRow {
  group_id: number;
  state: string;
  level: number | null;
  content: string;
  evaluated_on: string;
  evaluated_at: string;
}

function toStanding(row: StandingRow): StoredStanding {
  return {
    ...(JSON.parse(row.content) as Standing),
    evaluatedOn: row.evaluated_on,
    evaluatedAt: row.evaluated_at,
  };
}
