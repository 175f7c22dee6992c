import {
  Before,
  HeldState,
  heldStateOf,
  PracticeResult,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { inList, Queryable, writeRows } from '../../database';
import type { StoredStanding } from './StandingStore';

/** The results of a team, with what the next evaluation has to know of them. */
export interface TeamResults {
  groupId: number;
  results: PracticeResult[];
  /** What was last known of checks that are unknown now, by check. */
  lastKnown: ReadonlyMap<string, Before['lastKnown']>;
  /** What facts said last of checks that may be attested, by check. */
  lastFound: ReadonlyMap<string, Before['lastFound']>;
  /** What each check asks for, by check. */
  asks: ReadonlyMap<string, string>;
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
  waived_by: 'text',
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

/** Repositories that a result lists at most, failing ones first. */
const MOST_EVIDENCE = 200;

/** Latest results of the checks of teams. */
export class CheckResults {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
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
        'waived_by',
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
        waivedBy: row.waived_by === null ? [] : JSON.parse(row.waived_by),
        asked: askedOf(row),
      });
      found.set(id, of);
    }
    return found;
  }

  /** The latest results of a team, in no order. */
  async of(groupId: number): Promise<PracticeResult[]> {
    const rows: { content: string }[] = await this.#knex('practice_results')
      .select('content')
      .where({ group_id: groupId });
    // What was stored before there were these has none until the next evaluation.
    return rows.map(row => ({
      ...{ help: [], waivedBy: [] },
      ...JSON.parse(row.content),
    }));
  }

  /** How each check of a team stands, with the check's title where it was kept. */
  async states(groupId: number): Promise<Map<string, CheckStanding>> {
    const rows: Pick<
      ResultRow,
      'check_id' | 'title' | 'state' | 'waived_by'
    >[] = await this.#knex('practice_results')
      .select('check_id', 'title', 'state', 'waived_by')
      .where({ group_id: groupId });
    return new Map(
      rows.map(({ check_id: check, title, state, waived_by: waivedBy }) => [
        check,
        { title, state, byException: waivedBy !== null },
      ]),
    );
  }

  /** How many teams pass each check, of those that it applies to and that are known. One that is excused fails. */
  async passing(): Promise<Map<string, { passing: number; teams: number }>> {
    const rows: {
      check_id: string;
      state: string;
      counts: string;
      last_known_state: HeldState | null;
      n: number | string;
    }[] = await this.#knex('practice_results')
      .join('groups', 'groups.id', 'practice_results.group_id')
      .where({ 'groups.is_team': true, 'groups.present': true })
      .whereIn('counts', ['pass', 'fail'])
      .groupBy('check_id', 'state', 'counts', 'last_known_state')
      .select('check_id', 'state', 'counts', 'last_known_state')
      .count({ n: '*' });
    const found = new Map<string, { passing: number; teams: number }>();
    for (const row of rows) {
      const of = found.get(row.check_id) ?? { passing: 0, teams: 0 };
      of.teams += Number(row.n);
      const isExcused =
        row.state === 'waived' || row.last_known_state === 'fail';
      if (row.counts === 'pass' && !isExcused) of.passing += Number(row.n);
      found.set(row.check_id, of);
    }
    return found;
  }

  /** Stores what was found of some teams on a UTC day, in place of what was. */
  async save(
    trx: Queryable,
    teams: readonly TeamResults[],
    day: string,
  ): Promise<void> {
    const rows = teams.flatMap(
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
            waived_by:
              result.waivedBy.length > 0
                ? JSON.stringify(result.waivedBy)
                : null,
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
          teams.map(({ groupId }) => groupId),
        ),
      )
      .whereNotIn('check_id', ids)
      .delete();
  }
}

/** How a check of a team stands, as conditions of exceptions ask. */
export interface CheckStanding {
  /** Null for one that was stored before titles were. */
  title: string | null;
  state: PracticeResult['state'];
  /** Whether live exceptions excuse it, and not the configuration. */
  byException: boolean;
}

interface ResultRow {
  group_id: number;
  check_id: string;
  state: PracticeResult['state'];
  counts: PracticeResult['counts'];
  since: string;
  last_known_state: HeldState | null;
  last_known_on: string | null;
  found_state: HeldState | null;
  found_on: string | null;
  waived_by: string | null;
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
  const { last_known_state: state, last_known_on: on } = row;
  const stays = heldStateOf(row.state);
  if (stays) return evaluatedOn ? { state: stays, on: evaluatedOn } : null;
  return state !== null && on !== null ? { state, on } : null;
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
