import {
  BucketId,
  firstDay,
  lastDay,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { BulkColumns, inList, Queryable, writeRows } from '../database';
import { MoneyKind } from '../scorecards/aggregate/monthMoney';

/** Where money stands: what teams show is the empty bucket. */
export type MoneyPlace = BucketId | '';

/** Money of one UTC day; the empty bucket is that of people with a team, shown or not. */
export interface DayMoneyRow {
  day: string;
  toolId: number;
  kind: MoneyKind;
  bucket: MoneyPlace;
  micros: number;
  /** Whether any amount of the tool, kind and day is an estimate. */
  estimated: boolean;
}

/** Money of a month; the empty bucket is what teams show. */
export interface MonthMoneyRow {
  toolId: number;
  kind: MoneyKind;
  bucket: MoneyPlace;
  micros: number;
  /** Distinct people or accounts behind a bucket; 0 for what teams show. */
  holders: number;
}

const DAY_COLUMNS = {
  day: 'text',
  tool_id: 'integer',
  kind: 'text',
  bucket: 'text',
  micros: 'integer',
  estimated: 'boolean',
} as const satisfies BulkColumns;

const MONTH_COLUMNS = {
  month: 'text',
  tool_id: 'integer',
  kind: 'text',
  bucket: 'text',
  micros: 'integer',
  holders: 'integer',
} as const satisfies BulkColumns;

/** Keeps where money went, by day and by month, for reconciliation and coverage. Never by team or person. */
export class MoneyStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Replaces a month, `YYYY-MM`, and all of its days; days that say what they said are left as they are. Returns the UTC
   * days whose usage cost or value is another one now.
   */
  async replaceMonth(
    trx: Queryable,
    month: string,
    days: readonly DayMoneyRow[],
    rows: readonly MonthMoneyRow[],
  ): Promise<string[]> {
    const before = byDay(await storedDays(trx, month));
    const after = byDay(days);
    const changed = (told: (rows: readonly DayMoneyRow[]) => string) =>
      [...new Set([...before.keys(), ...after.keys()])].filter(
        day => told(before.get(day) ?? []) !== told(after.get(day) ?? []),
      );
    const differing = changed(textOf);
    if (differing.length > 0) {
      await trx('money_days').where(inList(trx, 'day', differing)).delete();
    }
    await writeRows(
      trx,
      'money_days',
      DAY_COLUMNS,
      differing.flatMap(day =>
        (after.get(day) ?? []).map(row => ({
          day: row.day,
          tool_id: row.toolId,
          kind: row.kind,
          bucket: row.bucket,
          micros: row.micros,
          estimated: row.estimated,
        })),
      ),
    );
    await trx('month_money').where({ month }).delete();
    await writeRows(
      trx,
      'month_money',
      MONTH_COLUMNS,
      rows.map(row => ({
        month,
        tool_id: row.toolId,
        kind: row.kind,
        bucket: row.bucket,
        micros: row.micros,
        holders: row.holders,
      })),
    );
    return changed(of => textOf(of.filter(({ kind }) => kind !== 'seat')));
  }

  /** Names of the months that anything is stored of: of one of them, or of all. */
  monthsWithMoney(month?: string): Promise<string[]> {
    return this.#knex('month_money')
      .distinct('month')
      .modify(query => {
        if (month !== undefined) query.where({ month });
      })
      .pluck('month');
  }

  /** Months, newest first; one of them, or all. */
  async months(month?: string): Promise<Map<string, MonthMoneyRow[]>> {
    const rows = await this.#knex('month_money')
      .select('month', 'tool_id', 'kind', 'bucket', 'micros', 'holders')
      .modify(query => {
        if (month !== undefined) query.where({ month });
      })
      .orderBy([
        { column: 'month', order: 'desc' },
        { column: 'tool_id' },
        { column: 'kind' },
        { column: 'bucket' },
      ]);
    const found = new Map<string, MonthMoneyRow[]>();
    for (const row of rows) {
      const list = found.get(row.month) ?? [];
      list.push({
        toolId: Number(row.tool_id),
        kind: row.kind,
        bucket: row.bucket,
        micros: Number(row.micros),
        holders: Number(row.holders),
      });
      found.set(row.month, list);
    }
    return found;
  }

  /** Sums of a tool and kind by day, all buckets together. */
  async days(
    toolId: number,
    kind: MoneyKind,
    month: string,
  ): Promise<Map<string, number>> {
    const rows: { day: string; micros: string | number }[] = await this.#knex(
      'money_days',
    )
      .select('day')
      .sum({ micros: 'micros' })
      .where({ tool_id: toolId, kind })
      .whereBetween('day', [firstDay(month), lastDay(month)])
      .groupBy('day');
    return new Map(rows.map(row => [row.day, Number(row.micros)]));
  }

  /** UTC days of a month with an amount of a tool and kind that is an estimate. */
  async estimatedDays(
    toolId: number,
    kind: MoneyKind,
    month: string,
  ): Promise<Set<string>> {
    const days: string[] = await this.#knex('money_days')
      .distinct('day')
      .where({ tool_id: toolId, kind, estimated: true })
      .whereBetween('day', [firstDay(month), lastDay(month)])
      .pluck('day');
    return new Set(days);
  }

  /** Usage cost and value from `from` to `to`, both included, by bucket. */
  async usageByBucket(
    from: string,
    to: string,
  ): Promise<Map<MoneyPlace, number>> {
    const rows: { bucket: MoneyPlace; micros: string | number }[] =
      await this.#knex('money_days')
        .select('bucket')
        .sum({ micros: 'micros' })
        .whereBetween('day', [from, to])
        .whereIn('kind', ['usage', 'value'])
        .groupBy('bucket');
    return new Map(rows.map(row => [row.bucket, Number(row.micros)]));
  }
}

async function storedDays(
  trx: Queryable,
  month: string,
): Promise<DayMoneyRow[]> {
  const rows = await trx('money_days')
    .select('day', 'tool_id', 'kind', 'bucket', 'micros', 'estimated')
    .whereBetween('day', [firstDay(month), lastDay(month)]);
  return rows.map(row => ({
    day: row.day,
    toolId: Number(row.tool_id),
    kind: row.kind,
    bucket: row.bucket,
    micros: Number(row.micros),
    estimated: Boolean(row.estimated),
  }));
}

function byDay(rows: readonly DayMoneyRow[]): Map<string, DayMoneyRow[]> {
  const found = new Map<string, DayMoneyRow[]>();
  for (const row of rows) {
    const list = found.get(row.day);
    if (list) list.push(row);
    else found.set(row.day, [row]);
  }
  return found;
}

/** Equal for equal rows, whatever their order. */
function textOf(rows: readonly DayMoneyRow[]): string {
  return rows
    .map(
      row =>
        `${row.toolId} ${row.kind} ${row.bucket} ${row.micros} ${row.estimated}`,
    )
    .sort()
    .join();
}
