import type {
  PublishedMonth,
  PublishedToolWeek,
  PublishedWeek,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { BulkColumns, inList, Queryable } from '../../database';
import { breathe } from '../../breathe';
import { packPublished, unpackPublished } from './compact';
import { replaceRows } from './replaceRows';

/** Tool id of figures over any tool. */
export const ANY_TOOL = 0;

/** One team's day, as stored: developers with an action, from five on. */
export interface PublishedDay {
  /** UTC day. */
  day: string;
  state: PublishedWeek['state'];
  reason?: string;
  shown: boolean;
  /** Distinct developers with an action; 0 when not shown. */
  active: number;
}

/** What a row of each grain holds: for any tool, and for one tool. */
export interface PublishedByGrain {
  day: PublishedDay;
  week: PublishedWeek | PublishedToolWeek;
  month: PublishedMonth;
}

export type Grain = keyof PublishedByGrain;

/** One team's published figures of a period. */
export interface TeamPeriodRow<G extends Grain> {
  /** First UTC day of the period. */
  period: string;
  /** {@link ANY_TOOL} or a tool's id. */
  toolId: number;
  groupId: number;
  /** Base of the main figure; 0 when it is not shown. */
  people: number;
  active: number;
  shown: boolean;
  /** Months: seat and usage cost; null where not known or not shown. */
  costMicros: number | null;
  published: PublishedByGrain[G];
}

/** A row's main figure. */
export type PeriodFigures = Omit<
  TeamPeriodRow<Grain>,
  'published' | 'costMicros'
>;

const COLUMNS = {
  period: 'text',
  tool_id: 'integer',
  group_id: 'integer',
  minimum_size: 'integer',
  shown: 'boolean',
  people: 'integer',
  active: 'integer',
  cost_micros: 'integer',
  detail: 'text',
} as const satisfies BulkColumns;

/**
 * Published figures by team and day, week or month. Rows that were published with another minimum group size than the
 * present one are as good as not there: they are not served.
 */
export class TeamPeriods {
  readonly #knex: Knex;
  readonly #minimumSize: number;

  constructor(options: { knex: Knex; minimumSize: number }) {
    this.#knex = options.knex;
    this.#minimumSize = options.minimumSize;
  }

  /**
   * Replaces all rows of a period, so that a team that lost its last member loses its row; equal ones are left as they
   * are. Returns the teams whose rows differ.
   */
  async replace<G extends Grain>(
    trx: Queryable,
    grain: G,
    period: string,
    rows: readonly TeamPeriodRow<G>[],
  ): Promise<Set<number>> {
    const changed = await replaceRows(
      trx,
      `team_${grain}s`,
      COLUMNS,
      { period: { period }, keys: ['tool_id', 'group_id'] },
      rows.map(row => ({
        period: row.period,
        tool_id: row.toolId,
        group_id: row.groupId,
        minimum_size: this.#minimumSize,
        shown: row.shown,
        people: row.people,
        active: row.active,
        cost_micros: row.costMicros,
        detail: packPublished(row.published),
      })),
    );
    return new Set(changed.map(row => Number(row.group_id)));
  }

  /** Whether a month (its first day) was published with the present minimum group size. */
  async hasMonth(trx: Queryable, period: string): Promise<boolean> {
    const row = await trx('team_months')
      .where({ period, minimum_size: this.#minimumSize })
      .first('period');
    return row !== undefined;
  }

  /** Calls a month (its first day) complete for every team: it is closed, and its figures stay. */
  async completeMonth(trx: Queryable, period: string): Promise<void> {
    const rows: StoredRow[] = await trx('team_months').where({ period });
    for (const row of rows) {
      const { published, toolId, groupId } = toRow('month', row);
      if (published.complete) continue;
      await breathe();
      await trx('team_months')
        .where({ period, tool_id: toolId, group_id: groupId })
        .update({ detail: packPublished({ ...published, complete: true }) });
    }
  }

  /** One team's rows with periods from `from` to `to`, both included, oldest first; of one tool or of all. */
  async ofTeam<G extends Grain>(
    grain: G,
    groupId: number,
    from: string,
    to: string,
    toolId?: number,
  ): Promise<TeamPeriodRow<G>[]> {
    const rows = await this.#query(grain, from, to)
      .andWhere({ group_id: groupId })
      .modify(query => {
        if (toolId !== undefined) query.andWhere({ tool_id: toolId });
      })
      .orderBy(['period', 'tool_id']);
    return rows.map((row: Listed) => toRow(grain, row));
  }

  /**
   * Rows of all teams, or of some, with periods from `from` to `to`, by team and period; over any tool, or of each.
   */
  async ofAll<G extends Grain>(
    grain: G,
    from: string,
    to: string,
    options: { anyTool: boolean; groupIds?: readonly number[] },
  ): Promise<Map<number, TeamPeriodRow<G>[]>> {
    const { groupIds } = options;
    const rows = await this.#query(grain, from, to)
      .andWhere('tool_id', options.anyTool ? '=' : '<>', ANY_TOOL)
      .modify(query => {
        if (groupIds) query.andWhere(inList(this.#knex, 'group_id', groupIds));
      })
      .orderBy(['group_id', 'period', 'tool_id']);
    const byTeam = new Map<number, TeamPeriodRow<G>[]>();
    for (const raw of rows) {
      const row = toRow(grain, raw);
      const list = byTeam.get(row.groupId);
      if (list) list.push(row);
      else byTeam.set(row.groupId, [row]);
    }
    return byTeam;
  }

  /** The figures alone of all teams, without what explains them: the same rows, in no order. */
  async figures(
    grain: Grain,
    from: string,
    to: string,
    options: { anyTool: boolean },
  ): Promise<PeriodFigures[]> {
    const rows: Omit<StoredRow, 'detail' | 'cost_micros' | 'minimum_size'>[] =
      await this.#knex(`team_${grain}s`)
        .select('period', 'tool_id', 'group_id', 'shown', 'people', 'active')
        .where('period', '>=', from)
        .andWhere('period', '<=', to)
        .andWhere({ minimum_size: this.#minimumSize })
        .andWhere('tool_id', options.anyTool ? '=' : '<>', ANY_TOOL);
    return rows.map(row => ({
      period: row.period,
      toolId: Number(row.tool_id),
      groupId: Number(row.group_id),
      people: Number(row.people),
      active: Number(row.active),
      shown: Boolean(row.shown),
    }));
  }

  /** Teams whose week over any tool is shown. */
  async shownTeams(week: string): Promise<Set<number>> {
    const rows: { group_id: number }[] = await this.#knex('team_weeks')
      .select('group_id')
      .where({
        period: week,
        tool_id: ANY_TOOL,
        minimum_size: this.#minimumSize,
        shown: true,
      });
    return new Set(rows.map(row => Number(row.group_id)));
  }

  /** Whether a row exists for this team and period that another minimum group size published. */
  async waitsForMinimum(groupId: number): Promise<boolean> {
    const row = await this.#knex('team_weeks')
      .where({ group_id: groupId })
      .andWhere('minimum_size', '<>', this.#minimumSize)
      .first('group_id');
    return row !== undefined;
  }

  #query(grain: Grain, from: string, to: string) {
    return this.#knex<StoredRow>(`team_${grain}s`)
      .select(
        'period',
        'tool_id',
        'group_id',
        'shown',
        'people',
        'active',
        'cost_micros',
        'detail',
      )
      .where('period', '>=', from)
      .andWhere('period', '<=', to)
      .andWhere({ minimum_size: this.#minimumSize });
  }
}

interface StoredRow {
  period: string;
  tool_id: number;
  group_id: number;
  minimum_size: number;
  shown: boolean | number;
  people: number;
  active: number;
  cost_micros: number | string | null;
  detail: string;
}

type Listed = Omit<StoredRow, 'minimum_size'>;

function toRow<G extends Grain>(grain: G, row: Listed): TeamPeriodRow<G> {
  const columns = {
    period: row.period,
    toolId: Number(row.tool_id),
    groupId: Number(row.group_id),
    shown: Boolean(row.shown),
    people: Number(row.people),
    active: Number(row.active),
    costMicros: row.cost_micros === null ? null : Number(row.cost_micros),
  };
  return { ...columns, published: unpackPublished[grain](columns, row.detail) };
}
