import { Queryable, writeRows } from '../database';
import type { MoneyKind } from '../scorecards/aggregate/monthMoney';
import { replaceRows } from '../scorecards/store/replaceRows';
import { packAmounts } from './packedAmounts';

/** What one team shows of a line; group 0 is what no team shows apart. */
export interface TeamMoneyRow {
  toolId: number;
  kind: MoneyKind;
  groupId: number;
  micros: number;
  /** Distinct people behind what no team shows apart; 0 for a team. */
  people: number;
  /** Micro-units of each person behind it, in order. */
  amounts: readonly number[];
}

/** The same with the team's name; null for what no team shows apart. */
export interface TeamMoney extends Omit<TeamMoneyRow, 'amounts'> {
  team: { ref: string; title: string } | null;
  /** The cost centre when the month was closed; null in an open month. */
  costCentre: string | null;
}

const COLUMNS = {
  month: 'text',
  tool_id: 'integer',
  kind: 'text',
  group_id: 'integer',
  micros: 'integer',
  people: 'integer',
} as const;

/**
 * Keeps what teams show of a month's lines, and what of it a closed month keeps. What was worked out with another minimum
 * group size than the present one is as good as not there.
 */
export class TeamMoneyStore {
  readonly #minimumSize: number;

  constructor(options: { minimumSize: number }) {
    this.#minimumSize = options.minimumSize;
  }

  /** Replaces a month, `YYYY-MM`; equal rows are left as they are. */
  async replaceMonth(
    trx: Queryable,
    month: string,
    rows: readonly TeamMoneyRow[],
  ): Promise<void> {
    await replaceRows(
      trx,
      'team_money',
      { ...COLUMNS, amounts: 'text', minimum_size: 'integer' },
      { period: { month }, keys: ['tool_id', 'kind', 'group_id'] },
      rows.map(row => ({
        month,
        tool_id: row.toolId,
        kind: row.kind,
        group_id: row.groupId,
        micros: row.micros,
        people: row.people,
        amounts: packAmounts(row.amounts),
        minimum_size: this.#minimumSize,
      })),
    );
  }

  /** Keeps a month as it is, with the cost centre of each team. */
  async close(
    trx: Queryable,
    month: string,
    costCentreOf: (groupId: number) => string | null,
  ): Promise<void> {
    const rows = await this.month(trx, month, false);
    await writeRows(
      trx,
      'closed_team_money',
      { ...COLUMNS, cost_centre: 'text' },
      rows.map(row => ({
        month,
        tool_id: row.toolId,
        kind: row.kind,
        group_id: row.groupId,
        micros: row.micros,
        people: row.people,
        cost_centre: row.groupId === 0 ? null : costCentreOf(row.groupId),
      })),
    );
  }

  /** A month's rows by tool, kind and team: as known now, or as they were when it was closed. */
  async month(
    trx: Queryable,
    month: string,
    closed: boolean,
  ): Promise<TeamMoney[]> {
    const rows: {
      tool_id: number;
      kind: MoneyKind;
      group_id: number;
      micros: number | string;
      people: number;
      cost_centre?: string | null;
      entity_ref: string | null;
      title: string | null;
    }[] = await trx(`${closed ? 'closed_team_money' : 'team_money'} as m`)
      .leftJoin('groups as g', 'g.id', 'm.group_id')
      .where({ month })
      .select(
        'm.tool_id',
        'm.kind',
        'm.group_id',
        'm.micros',
        'm.people',
        'g.entity_ref',
        'g.title',
      )
      .modify(query => {
        if (closed) query.select('m.cost_centre');
        else query.andWhere({ minimum_size: this.#minimumSize });
      })
      .orderBy(['m.tool_id', 'm.kind', 'g.entity_ref']);
    return rows.map(row => ({
      toolId: Number(row.tool_id),
      kind: row.kind,
      groupId: Number(row.group_id),
      micros: Number(row.micros),
      people: Number(row.people),
      team:
        row.entity_ref === null
          ? null
          : { ref: row.entity_ref, title: row.title ?? row.entity_ref },
      costCentre: row.cost_centre ?? null,
    }));
  }
}
