import { Queryable, writeRows } from '../database';
import { ORGANISATION_ID } from '../scorecards/aggregate/forest';
import type { MoneyKind } from '../scorecards/aggregate/monthMoney';
import { changedTeams, TeamAmounts } from './changedTeams';
import { unpackAmounts } from './packedAmounts';

/** What an adjustment of a closed month moved at one team. */
export interface TeamAdjustment {
  ofMonth: string;
  /** UTC day. It belongs to the month of this day. */
  bookedOn: string;
  toolId: number;
  kind: MoneyKind;
  team: { ref: string; title: string };
  micros: number;
}

interface Line {
  toolId: number;
  kind: MoneyKind;
}

const MONEY = {
  tool_id: 'integer',
  kind: 'text',
  group_id: 'integer',
  micros: 'integer',
  minimum_size: 'integer',
} as const;

const BASE = { month: 'text', ...MONEY, amounts: 'text' } as const;

interface Row {
  month: string;
  tool_id: number;
  kind: MoneyKind;
  group_id: number;
  micros: number;
  amounts: string | null;
  minimum_size: number;
}

const isOf = (row: Row, { toolId, kind }: Line) =>
  row.tool_id === toolId && row.kind === kind;

/**
 * Keeps what teams of a closed month have come to with all that was booked of it, and the part of each adjustment that may
 * be said to be a team's. What was told under a smaller minimum group size than the present one is not served.
 */
export class TeamAdjustmentStore {
  readonly #minimum: number;

  constructor(options: { minimumSize: number }) {
    this.#minimum = options.minimumSize;
  }

  /** Keeps the teams of a month that is being closed, so that later changes can be told. */
  async close(trx: Queryable, month: string): Promise<void> {
    await writeRows(
      trx,
      'booked_team_money',
      BASE,
      await rowsOf(trx, 'team_money', month),
    );
  }

  /**
   * Books what moved at teams since a month was closed, or last booked.
   * @param isTold - whether anything of a tool and kind is booked; of others it stays with what was known
   */
  async book(
    trx: Queryable,
    month: string,
    bookedOn: string,
    isTold: (line: Line) => boolean,
  ): Promise<void> {
    const before = await rowsOf(trx, 'booked_team_money', month);
    const after = await rowsOf(trx, 'team_money', month);
    for (const line of linesOf([...before, ...after]).filter(isTold)) {
      const was = before.filter(row => isOf(row, line));
      const is = after.filter(row => isOf(row, line));
      // Where nothing was kept, or for another minimum, what changed is no change of people's money.
      if (
        before.length > 0 &&
        was.every(row => row.minimum_size === this.#minimum)
      ) {
        await this.#tell(trx, { ...line, ofMonth: month, bookedOn }, was, is);
      }
      await trx('booked_team_money')
        .where({ month, tool_id: line.toolId, kind: line.kind })
        .delete();
      await writeRows(trx, 'booked_team_money', BASE, is);
    }
  }

  /** All that is told of closed months; what came to nothing is left out. */
  async adjustments(trx: Queryable): Promise<TeamAdjustment[]> {
    const rows = await trx('team_adjustments as a')
      .join('groups as g', 'g.id', 'a.group_id')
      .where('a.minimum_size', '>=', this.#minimum)
      .whereNot('a.micros', 0)
      .select('a.of_month', 'a.booked_on', 'a.tool_id', 'a.kind', 'a.micros')
      .select('g.entity_ref', 'g.title')
      .orderBy(['a.booked_on', 'a.of_month', 'a.tool_id', 'a.kind'])
      .orderBy('g.entity_ref');
    return rows.map(row => ({
      ofMonth: row.of_month,
      bookedOn: row.booked_on,
      toolId: Number(row.tool_id),
      kind: row.kind,
      team: { ref: row.entity_ref, title: row.title ?? row.entity_ref },
      micros: Number(row.micros),
    }));
  }

  async #tell(
    trx: Queryable,
    at: Line & { ofMonth: string; bookedOn: string },
    was: readonly Row[],
    is: readonly Row[],
  ): Promise<void> {
    const changed = changedTeams(byTeam(was), byTeam(is), {
      minimum: this.#minimum,
      apart: ORGANISATION_ID,
    });
    for (const [groupId, micros] of changed) {
      await trx.raw(
        `insert into team_adjustments (of_month, booked_on, tool_id, kind, group_id, micros, minimum_size)
         values (?, ?, ?, ?, ?, ?, ?)
         on conflict (of_month, booked_on, tool_id, kind, group_id)
         do update set micros = team_adjustments.micros + excluded.micros,
           minimum_size = case when excluded.minimum_size < team_adjustments.minimum_size
             then excluded.minimum_size else team_adjustments.minimum_size end`,
        [
          at.ofMonth,
          at.bookedOn,
          at.toolId,
          at.kind,
          groupId,
          micros,
          this.#minimum,
        ],
      );
    }
  }
}

async function rowsOf(
  trx: Queryable,
  table: 'team_money' | 'booked_team_money',
  month: string,
): Promise<Row[]> {
  const rows: Row[] = await trx(table)
    .where({ month })
    .select(Object.keys(BASE));
  return rows.map(row => ({
    ...row,
    tool_id: Number(row.tool_id),
    group_id: Number(row.group_id),
    micros: Number(row.micros),
    minimum_size: Number(row.minimum_size),
  }));
}

/** The tools and kinds of rows, each once. */
function linesOf(rows: readonly Row[]): Line[] {
  const lines = new Map(
    rows.map(({ tool_id: toolId, kind }) => [
      `${toolId} ${kind}`,
      { toolId, kind },
    ]),
  );
  return [...lines.values()];
}

function byTeam(rows: readonly Row[]): Map<number, TeamAmounts> {
  return new Map(
    rows.map(({ group_id: groupId, micros, amounts }) => [
      groupId,
      { micros, amounts: amounts === null ? null : unpackAmounts(amounts) },
    ]),
  );
}
