import type {
  Before,
  NextStep,
  PracticeChange,
  PracticeResult,
  PracticeStanding,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { addDays, weekOf } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import {
  inList,
  Part,
  partOf,
  Queryable,
  Settings,
  Versions,
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

/** What an evaluation found of one team. */
export interface TeamOutcome {
  groupId: number;
  standing: Standing;
  results: PracticeResult[];
  /** What was last known of checks that are unknown now, by check. */
  lastKnown: ReadonlyMap<string, Before['lastKnown']>;
  /** What facts said last of checks that may be attested, by check. */
  lastFound: ReadonlyMap<string, Before['lastFound']>;
  /** What each check asks for, by check. */
  asks: ReadonlyMap<string, string>;
  /** Null when nothing changed. */
  change: Pick<PracticeChange, 'before' | 'was' | 'causes' | 'others'> | null;
}

const RESULT_COLUMNS = {
  group_id: 'integer',
  check_id: 'text',
  state: 'text',
  counts: 'text',
  since: 'text',
  last_known_state: 'text',
  last_known_on: 'text',
  found_state: 'text',
  found_on: 'text',
  title: 'text',
  level: 'integer',
  required: 'boolean',
  effective_from: 'text',
  asks: 'text',
  content: 'text',
} as const;

const RESULT_KEYS = ['group_id', 'check_id'] as const;
const RESULT_UPDATES = (
  Object.keys(RESULT_COLUMNS) as (keyof typeof RESULT_COLUMNS)[]
).filter(column => !RESULT_KEYS.some(key => key === column));

const STANDING_COLUMNS = {
  group_id: 'integer',
  state: 'text',
  level: 'integer',
  content: 'text',
  evaluated_on: 'text',
  evaluated_at: 'text',
} as const;

/** Repositories that a result lists at most, failing ones first. */
const MOST_EVIDENCE = 200;

const levelOf = (value: number | string | null) =>
  value === null ? null : Number(value);

/** Latest results and levels of teams, with their history. */
export class ResultStore {
  readonly #knex: Knex;
  readonly #settings = new Settings();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** A number that another value of means that a team stands otherwise. */
  version(): Promise<number> {
    return Versions.of(this.#knex).get(PRACTICE_SETTINGS.standings);
  }

  /** How some teams stood the last time, by team. */
  async standings(
    groupIds: readonly number[],
    trx: Queryable = this.#knex,
  ): Promise<Map<number, StoredStanding>> {
    const rows: StandingRow[] = await trx('practice_standings')
      .select('*')
      .where(inList(trx, 'group_id', groupIds));
    return new Map(rows.map(row => [Number(row.group_id), toStanding(row)]));
  }

  /** How one team stood the last time, to be read together with other things; undefined before the first time. */
  standingPart(groupId: number): Part<StoredStanding | undefined> {
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

  /** {@link ResultStore.weeks}, to be read together with other things. */
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

  /** Levels of all teams that were evaluated: null while a team's is not known. */
  async levels(): Promise<Map<number, number | null>> {
    const rows: Pick<StandingRow, 'group_id' | 'level'>[] = await this.#knex(
      'practice_standings',
    ).select('group_id', 'level');
    return new Map(rows.map(row => [Number(row.group_id), levelOf(row.level)]));
  }

  /** What the next evaluation of some teams has to know of the last one, by team and check. */
  async before(
    groupIds: readonly number[],
    standings: ReadonlyMap<number, Pick<StoredStanding, 'evaluatedOn'>>,
    trx: Queryable = this.#knex,
  ): Promise<Map<number, Map<string, Before>>> {
    const rows: ResultRow[] = await trx('practice_results')
      .select(
        'group_id',
        'check_id',
        'state',
        'counts',
        'since',
        'last_known_state',
        'last_known_on',
        'found_state',
        'found_on',
        'title',
        'level',
        'required',
        'effective_from',
        'asks',
      )
      .where(inList(trx, 'group_id', groupIds));
    const found = new Map<number, Map<string, Before>>();
    for (const row of rows) {
      const id = Number(row.group_id);
      const of = found.get(id) ?? new Map<string, Before>();
      of.set(row.check_id, {
        state: row.state,
        counts: row.counts,
        since: row.since,
        lastKnown: lastKnownOf(row, standings.get(id)?.evaluatedOn),
        lastFound: lastFoundOf(row, standings.get(id)?.evaluatedOn),
        asked: askedOf(row),
      });
      found.set(id, of);
    }
    return found;
  }

  /** The latest results of a team, in no order. */
  async results(groupId: number): Promise<PracticeResult[]> {
    const rows: { content: string }[] = await this.#knex('practice_results')
      .select('content')
      .where({ group_id: groupId });
    // What was stored before there was help by code host has none until the next evaluation.
    return rows.map(row => ({ help: [], ...JSON.parse(row.content) }));
  }

  /** The state of each check of a team, with the check's title where it was kept. */
  async states(
    groupId: number,
  ): Promise<Map<string, Pick<ResultRow, 'title' | 'state'>>> {
    const rows: Pick<ResultRow, 'check_id' | 'title' | 'state'>[] =
      await this.#knex('practice_results')
        .select('check_id', 'title', 'state')
        .where({ group_id: groupId });
    return new Map(
      rows.map(({ check_id: check, title, state }) => [
        check,
        { title, state },
      ]),
    );
  }

  /** How many teams pass each check, of those that it applies to and that are known. One that is excused fails. */
  async passing(): Promise<Map<string, { passing: number; teams: number }>> {
    const rows: {
      check_id: string;
      state: string;
      counts: string;
      n: number | string;
    }[] = await this.#knex('practice_results')
      .join('groups', 'groups.id', 'practice_results.group_id')
      .where({ 'groups.is_team': true, 'groups.present': true })
      .whereIn('counts', ['pass', 'fail'])
      .groupBy('check_id', 'state', 'counts')
      .select('check_id', 'state', 'counts')
      .count({ n: '*' });
    const found = new Map<string, { passing: number; teams: number }>();
    for (const row of rows) {
      const of = found.get(row.check_id) ?? { passing: 0, teams: 0 };
      of.teams += Number(row.n);
      const isPassed = row.counts === 'pass' && row.state !== 'waived';
      if (isPassed) of.passing += Number(row.n);
      found.set(row.check_id, of);
    }
    return found;
  }

  /**
   * Stores what an evaluation found of some teams on a UTC day. What is as it was is not written, so that evaluating
   * again on the same day changes no row.
   */
  async save(
    trx: Queryable,
    outcomes: readonly TeamOutcome[],
    day: string,
    at: string,
  ): Promise<void> {
    await this.#saveResults(trx, outcomes, day);
    const changed = await this.#changedStandings(trx, outcomes, day, at);
    if (changed.length > 0) {
      await this.#settings.raise(trx, PRACTICE_SETTINGS.standings);
    }
    await writeRows(trx, 'practice_standings', STANDING_COLUMNS, changed, {
      conflict: {
        keys: ['group_id'],
        update: ['state', 'level', 'content', 'evaluated_on', 'evaluated_at'],
      },
    });
    await writeRows(
      trx,
      'practice_levels',
      { group_id: 'integer', week: 'text', level: 'integer' },
      outcomes.map(({ groupId, standing }) => ({
        group_id: groupId,
        week: weekOf(day),
        level: standing.standing.effective,
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
      outcomes.flatMap(({ groupId, standing, change }) =>
        change
          ? [
              {
                group_id: groupId,
                day,
                level: standing.standing.effective,
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

  async #saveResults(
    trx: Queryable,
    outcomes: readonly TeamOutcome[],
    day: string,
  ): Promise<void> {
    const rows = outcomes.flatMap(
      ({ groupId, results, lastKnown, lastFound, asks }) =>
        results.map(result => {
          const last = lastKnown.get(result.check.id) ?? null;
          const found = lastFound.get(result.check.id) ?? null;
          return {
            group_id: groupId,
            check_id: result.check.id,
            state: result.state,
            counts: result.counts,
            since: result.since,
            last_known_state: last?.state ?? null,
            last_known_on: last?.on ?? null,
            found_state: found?.state ?? null,
            // What facts say today is not written anew each day.
            found_on: found && found.on < day ? found.on : null,
            title: result.check.title,
            level: result.check.level,
            required: result.check.required,
            effective_from: result.check.effectiveFrom,
            asks: asks.get(result.check.id) ?? null,
            content: JSON.stringify({
              ...result,
              evidence: result.evidence.slice(0, MOST_EVIDENCE),
            }),
          };
        }),
    );
    await writeRows(trx, 'practice_results', RESULT_COLUMNS, rows, {
      conflict: {
        keys: RESULT_KEYS,
        update: RESULT_UPDATES,
      },
    });
    const ids = [...new Set(rows.map(row => row.check_id))];
    await trx('practice_results')
      .where(
        inList(
          trx,
          'group_id',
          outcomes.map(({ groupId }) => groupId),
        ),
      )
      .whereNotIn('check_id', ids)
      .delete();
  }

  async #changedStandings(
    trx: Queryable,
    outcomes: readonly TeamOutcome[],
    day: string,
    at: string,
  ) {
    const stored: StandingRow[] = await trx('practice_standings')
      .select('*')
      .where(
        inList(
          trx,
          'group_id',
          outcomes.map(({ groupId }) => groupId),
        ),
      );
    const before = new Map(stored.map(row => [Number(row.group_id), row]));
    return outcomes.flatMap(({ groupId, standing }) => {
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

interface ResultRow {
  group_id: number;
  check_id: string;
  state: PracticeResult['state'];
  counts: PracticeResult['counts'];
  since: string;
  last_known_state: 'pass' | 'fail' | null;
  last_known_on: string | null;
  found_state: 'pass' | 'fail' | null;
  found_on: string | null;
  title: string | null;
  level: number | null;
  required: boolean | number | null;
  effective_from: string | null;
  asks: string | null;
}

/** A check that is known was so when it was last looked at; of one that is unknown the row says. */
function lastKnownOf(
  row: ResultRow,
  evaluatedOn: string | undefined,
): Before['lastKnown'] {
  if (row.last_known_state !== null && row.last_known_on !== null) {
    return { state: row.last_known_state, on: row.last_known_on };
  }
  const isKnown = ['pass', 'fail', 'waived', 'expired'].includes(row.state);
  return isKnown && evaluatedOn !== undefined
    ? { state: row.state === 'pass' ? 'pass' : 'fail', on: evaluatedOn }
    : null;
}

/** Facts that still say something said it when they were last looked at; of earlier ones the row has the day. */
function lastFoundOf(
  { found_state: state, found_on: on }: ResultRow,
  evaluatedOn: string | undefined,
): Before['lastFound'] {
  const day = on ?? evaluatedOn;
  return state !== null && day !== undefined ? { state, on: day } : null;
}

/** Null of a result from before this was kept. */
function askedOf(row: ResultRow): Before['asked'] {
  const { title, level, required, effective_from, asks } = row;
  return title === null || level === null || asks === null
    ? null
    : {
        title,
        level,
        required: Boolean(required),
        effectiveFrom: effective_from,
        asks,
      };
}

function toStanding(row: StandingRow): StoredStanding {
  return {
    ...(JSON.parse(row.content) as Standing),
    evaluatedOn: row.evaluated_on,
    evaluatedAt: row.evaluated_at,
  };
}
