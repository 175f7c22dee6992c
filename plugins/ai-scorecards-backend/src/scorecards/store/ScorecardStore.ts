import { addDays, Scorecard } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import {
  BulkColumns,
  FetchedPart,
  givenRows,
  inList,
  Part,
  partOf,
  Queryable,
  readPart,
  Settings,
  PageReads,
  writeRows,
} from '../../database';

/** A team's snapshot of a week, with what lists are sorted by. */
export interface ScorecardRow {
  groupId: number;
  /** Monday. */
  week: string;
  definitionVersion: number;
  computedAt: string;
  /** Digest of what it rests on besides its team's own figures; without one it is made again at the next occasion. */
  basis?: string | null;
  scorecard: Scorecard;
}

const COLUMNS = {
  group_id: 'integer',
  week: 'text',
  definition_version: 'integer',
  minimum_size: 'integer',
  computed_at: 'text',
  active_rate: 'integer',
  cost_per_active: 'integer',
  output_change: 'integer',
  failure_change: 'integer',
  headline: 'text',
  payload: 'text',
  basis: 'text',
} as const satisfies BulkColumns;

/** What lists show of a snapshot: kept apart, so that a page of teams does not read whole scorecards. */
export interface ListedScorecard {
  /** Monday. */
  week: string;
  headline: Pick<Scorecard['headline'][number], 'id' | 'figure' | 'status'>[];
}

/** Stored headline values, for lists: what is sorted by is what is shown. */
export interface SortedRow {
  groupId: number;
  scorecard: ListedScorecard;
}

const SORT_COLUMNS = {
  weeklyActiveRate: 'active_rate',
  costPerActiveDeveloper: 'cost_per_active',
  teamOutput: 'output_change',
  changeFailureRate: 'failure_change',
} as const;

export type SortableMetric = keyof typeof SORT_COLUMNS;

/** Raised with each change of a snapshot. */
const VERSION = 'scorecards.version';

/** Dated, explainable snapshots: one per team and week, of the present minimum group size only. */
export class ScorecardStore {
  readonly #knex: Knex;
  readonly #minimumSize: number;
  readonly #settings = new Settings();

  constructor(options: { knex: Knex; minimumSize: number }) {
    this.#knex = options.knex;
    this.#minimumSize = options.minimumSize;
  }

  /** Replaces the snapshots of some teams of a week; one that says what it said stays, with the time it was made. */
  async replace(
    trx: Queryable,
    week: string,
    rows: readonly ScorecardRow[],
  ): Promise<void> {
    const changed = await this.#changed(trx, week, rows);
    const same = rows.filter(row => !changed.includes(row));
    await trx.raw(
      `update scorecards set basis = r.basis from ? where scorecards.group_id = r.group_id
       and scorecards.week = ? and scorecards.minimum_size = ?`,
      [
        givenRows(
          trx,
          { group_id: 'integer', basis: 'text' },
          same.map(row => ({ group_id: row.groupId, basis: row.basis })),
        ),
        week,
        this.#minimumSize,
      ],
    );
    if (changed.length === 0) return;
    const groupIds = changed.map(row => row.groupId);
    await trx('scorecards')
      .where({ week })
      .andWhere(inList(trx, 'group_id', groupIds))
      .delete();
    await writeRows(
      trx,
      'scorecards',
      COLUMNS,
      changed.map(row => ({
        group_id: row.groupId,
        week: row.week,
        definition_version: row.definitionVersion,
        minimum_size: this.#minimumSize,
        computed_at: row.computedAt,
        active_rate: sortValue(row.scorecard, 'weeklyActiveRate', 1e6),
        cost_per_active: sortValue(row.scorecard, 'costPerActiveDeveloper', 1),
        // An index has its baseline in it; an absolute failure rate ranks no teams.
        output_change: sortValue(row.scorecard, 'teamOutput', 1e3),
        failure_change: failureChange(row.scorecard),
        headline: headlineText(row.scorecard),
        payload: JSON.stringify(row.scorecard),
        basis: row.basis,
      })),
    );
    await this.#settings.raise(trx, VERSION);
  }

  async #changed(
    trx: Queryable,
    week: string,
    rows: readonly ScorecardRow[],
  ): Promise<ScorecardRow[]> {
    const stored: {
      group_id: number;
      definition_version: number;
      computed_at: string;
      headline: string;
      payload: string;
    }[] = await trx('scorecards')
      .select(
        'group_id',
        'definition_version',
        'computed_at',
        'headline',
        'payload',
      )
      .where({ week, minimum_size: this.#minimumSize })
      .andWhere(
        inList(
          trx,
          'group_id',
          rows.map(row => row.groupId),
        ),
      );
    const byGroup = new Map(stored.map(row => [Number(row.group_id), row]));
    return rows.filter(row => {
      const before = byGroup.get(row.groupId);
      return (
        before === undefined ||
        Number(before.definition_version) !== row.definitionVersion ||
        before.headline !== headlineText(row.scorecard) ||
        before.payload !== madeAt(row.scorecard, before.computed_at)
      );
    });
  }

  /** Of a week, what the snapshots rest on by team; null where the figures of the team itself are others now. */
  async bases(week: string): Promise<Map<number, string | null>> {
    const rows: { group_id: number; basis: string | null }[] = await this.#knex(
      'scorecards',
    )
      .select('group_id', 'basis')
      .where({ week, minimum_size: this.#minimumSize });
    return new Map(rows.map(row => [Number(row.group_id), row.basis]));
  }

  /** Removes the snapshots of a week but those of some teams. */
  async keepOnly(
    trx: Queryable,
    week: string,
    groupIds: readonly number[],
  ): Promise<void> {
    const rows: { group_id: number }[] = await trx('scorecards')
      .select('group_id')
      .where({ week });
    const kept = new Set(groupIds);
    const gone = rows
      .map(row => Number(row.group_id))
      .filter(id => !kept.has(id));
    if (gone.length > 0) {
      await trx('scorecards')
        .where({ week })
        .andWhere(inList(trx, 'group_id', gone))
        .delete();
      await this.#settings.raise(trx, VERSION);
    }
  }

  /** The snapshot of the last scored week that had ended by a UTC day; null before the first. */
  get(groupId: number, asOf: string): Promise<Scorecard | null> {
    return readPart(this.#knex, this.part(groupId, asOf));
  }

  /** The same, to be read together with other things. */
  part(groupId: number, asOf: string): Part<Scorecard | null> {
    return partOf(
      `select payload as a, cast(null as varchar) as b, cast(null as varchar) as c, cast(null as varchar) as d
       from scorecards where group_id = ? and minimum_size = ? and week <= ? order by week desc limit 1`,
      [groupId, this.#minimumSize, addDays(asOf, -6)],
      ([row]) => (row?.a ? (JSON.parse(row.a) as Scorecard) : null),
    );
  }

  /** Reads what a page is made of, by one statement with whatever else is asked for now. */
  fetch<T>(part: Part<T>): Promise<FetchedPart<T>> {
    return PageReads.of(this.#knex).fetch(part);
  }

  /** A number that another value of means that a snapshot changed. */
  version(): Promise<number> {
    return PageReads.of(this.#knex).version(VERSION);
  }

  /** The last scored week that had ended on a UTC day, by its Monday; null before the first. */
  async lastWeek(asOf?: string): Promise<string | null> {
    const row = await this.#knex('scorecards')
      .where({ minimum_size: this.#minimumSize })
      .modify(query => {
        if (asOf) query.andWhere('week', '<=', addDays(asOf, -6));
      })
      .max({ week: 'week' })
      .first();
    return row?.week ?? null;
  }

  /**
   * Snapshots of a week in the order of a metric, teams without a value last, equals by team id; from the one after
   * `after`, which is a row's place in that order.
   */
  async inOrder(
    week: string,
    metric: SortableMetric,
    order: 'asc' | 'desc',
    after: { value: number | null; groupId: number } | null,
    limit: number,
    groupIds?: readonly number[],
  ): Promise<(SortedRow & { value: number | null })[]> {
    const column = SORT_COLUMNS[metric];
    // Two reads, for an index gives the order of values alone: where those without one come differs by engine.
    const read = async (
      most: number,
      narrow: (query: Knex.QueryBuilder) => unknown,
    ) => {
      const rows: { group_id: number; headline: string; value: unknown }[] =
        await this.#knex('scorecards')
          .select('group_id', 'headline', { value: column })
          .where({ week, minimum_size: this.#minimumSize })
          .modify(query => {
            if (groupIds) {
              query.andWhere(inList(this.#knex, 'group_id', groupIds));
            }
            narrow(query);
          })
          .orderBy([{ column, order }, { column: 'group_id' }])
          .limit(most);
      return rows.map(row => ({
        groupId: Number(row.group_id),
        scorecard: { week, headline: JSON.parse(row.headline) },
        value: row.value === null ? null : Number(row.value),
      }));
    };
    const { value = undefined, groupId = 0 } = after ?? {};
    const valued =
      value === null
        ? []
        : await read(limit, query => {
            query.whereNotNull(column);
            if (value !== undefined) {
              whereAfter(query, column, order, value, groupId);
            }
          });
    if (valued.length === limit) return valued;
    const others = await read(limit - valued.length, query => {
      query.whereNull(column);
      if (value === null) query.andWhere('group_id', '>', groupId);
    });
    return [...valued, ...others];
  }

  /** Teams that have a snapshot of a week. */
  async teamsOf(week: string): Promise<Set<number>> {
    const ids: unknown[] = await this.#knex('scorecards')
      .where({ week, minimum_size: this.#minimumSize })
      .pluck('group_id');
    return new Set(ids.map(Number));
  }

  /** What lists show of a week for these teams. */
  async ofTeams(
    week: string,
    groupIds: readonly number[],
  ): Promise<Map<number, ListedScorecard>> {
    const rows = await this.#knex('scorecards')
      .select('group_id', 'headline')
      .where({ week, minimum_size: this.#minimumSize })
      .andWhere(inList(this.#knex, 'group_id', groupIds));
    return new Map(
      rows.map(row => [
        Number(row.group_id),
        { week, headline: JSON.parse(row.headline) },
      ]),
    );
  }
}

function headlineText({ headline }: Scorecard): string {
  return JSON.stringify(
    headline.map(({ id, figure, status }) => ({ id, figure, status })),
  );
}

/** A snapshot as it would be stored had it been made then. */
function madeAt(scorecard: Scorecard, computedAt: string): string {
  return JSON.stringify({ ...scorecard, computedAt });
}

function sortValue(
  scorecard: Scorecard,
  metric: SortableMetric,
  scale: number,
): number | null {
  const value = scorecard.headline.find(each => each.id === metric)?.figure
    .value;
  return value === null || value === undefined
    ? null
    : Math.round(value * scale);
}

/** Change failure less its own baseline, in millionths; null where either is not told exactly. */
function failureChange({ headline }: Scorecard): number | null {
  const metric = headline.find(each => each.id === 'changeFailureRate');
  const baseline = metric?.inputs.find(({ id }) => id === 'baseline')?.figure;
  const figures = [metric?.figure, baseline];
  if (figures.some(figure => figure?.bound !== null)) return null;
  const [now, before] = figures.map(figure => figure?.value ?? null);
  return now === null || before === null
    ? null
    : Math.round((now - before) * 1e6);
}

function whereAfter(
  query: Knex.QueryBuilder,
  column: string,
  order: 'asc' | 'desc',
  value: number,
  groupId: number,
) {
  query.where(later =>
    later
      .where(column, order === 'asc' ? '>' : '<', value)
      .orWhere(equal =>
        equal.where(column, value).andWhere('group_id', '>', groupId),
      ),
  );
}
