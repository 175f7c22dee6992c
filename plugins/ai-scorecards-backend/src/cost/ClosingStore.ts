import type { ContractConfig } from '../config';
import { inList, Queryable, writeRows } from '../database';
import type { Cell } from './adjust';
import type { MonthLine, PlaceSum } from './MonthLines';
import type { MoneyPlace } from './MoneyStore';

/** That a month is closed. */
export interface Closing {
  /** `YYYY-MM` */
  month: string;
  /** ISO time. */
  at: string;
  /** User ref; null for a month that closed because it settled. */
  by: string | null;
  /** Minimum group size that its teams are shown with. */
  minimumSize: number;
}

/** A line as it was when its month was closed. */
export type ClosedLine = Omit<MonthLine, 'tool' | 'complete'>;

/** A difference that was found of a closed month. */
export interface Adjustment extends Cell {
  ofMonth: string;
  /** UTC day. It belongs to the month of this day. */
  bookedOn: string;
}

const LINE = {
  month: 'text',
  tool_id: 'integer',
  kind: 'text',
} as const;

const LINES = {
  ...LINE,
  source: 'text',
  currency: 'text',
  total_is: 'text',
  price_source: 'text',
  parts_price_source: 'text',
  known: 'boolean',
  rounding: 'text',
  left_out_micros: 'integer',
  reported_twice_micros: 'integer',
  days_known: 'integer',
  sources: 'text',
  not_held_micros: 'integer',
  without_assignee: 'integer',
  by_source: 'text',
} as const;

const MONEY = {
  ...LINE,
  place: 'text',
  micros: 'integer',
  holders: 'integer',
} as const;

const numberOrNull = (value: number | string | null) =>
  value === null ? null : Number(value);

/** Keeps closed months as they were, and what was found of them since. Nothing in it is ever changed. */
export class ClosingStore {
  /** The closings of some months, or of all, by month. */
  async closings(
    trx: Queryable,
    months?: readonly string[],
  ): Promise<Map<string, Closing>> {
    const rows: {
      month: string;
      closed_at: string;
      closed_by: string | null;
      minimum_size: number;
    }[] = await trx('closed_months')
      .select('month', 'closed_at', 'closed_by', 'minimum_size')
      .modify(query => {
        if (months) query.where(inList(trx, 'month', months));
      });
    return new Map(
      rows.map(row => [
        row.month,
        {
          month: row.month,
          at: row.closed_at,
          by: row.closed_by,
          minimumSize: Number(row.minimum_size),
        },
      ]),
    );
  }

  async isClosed(trx: Queryable, month: string): Promise<boolean> {
    return (await this.closings(trx, [month])).has(month);
  }

  /** Stores a month that is not closed yet, with the contracts that price it. */
  async close(
    trx: Queryable,
    closing: Closing,
    lines: readonly MonthLine[],
    contracts: ReadonlyMap<number, ContractConfig>,
  ): Promise<void> {
    const { month } = closing;
    await trx('closed_months').insert({
      month,
      closed_at: closing.at,
      closed_by: closing.by,
      minimum_size: closing.minimumSize,
    });
    await writeRows(
      trx,
      'closed_contracts',
      { month: 'text', tool_id: 'integer', terms: 'text' },
      [...contracts].map(([toolId, terms]) => ({
        month,
        tool_id: toolId,
        terms: JSON.stringify(terms),
      })),
    );
    await writeRows(
      trx,
      'closed_lines',
      LINES,
      lines.map(line => ({
        month,
        tool_id: line.toolId,
        kind: line.kind,
        source: line.source,
        currency: line.currency,
        total_is: line.totalIs,
        price_source: line.priceSource,
        parts_price_source: line.partsPriceSource,
        known: line.known,
        rounding: line.rounding,
        left_out_micros: line.leftOutMicros,
        reported_twice_micros: line.reportedTwiceMicros,
        days_known: line.daysKnown,
        sources: JSON.stringify(line.sources),
        not_held_micros: line.notHeldMicros,
        without_assignee: line.seatsWithoutAssignee,
        by_source: JSON.stringify(line.bySource),
      })),
    );
    await writeRows(
      trx,
      'closed_money',
      MONEY,
      lines.flatMap(line =>
        line.places.map(({ place, micros, holders }) => ({
          month,
          tool_id: line.toolId,
          kind: line.kind,
          place,
          micros,
          holders,
        })),
      ),
    );
  }

  /** The lines of closed months as they were: of one, or of all. */
  async lines(trx: Queryable, month?: string): Promise<ClosedLine[]> {
    const wanted = month === undefined ? {} : { month };
    const money: {
      month: string;
      tool_id: number;
      kind: string;
      place: MoneyPlace;
      micros: number | string;
      holders: number | null;
    }[] = await trx('closed_money')
      .select('month', 'tool_id', 'kind', 'place', 'micros', 'holders')
      .where(wanted)
      .orderBy('place');
    const keyOf = (row: { month: string; tool_id: number; kind: string }) =>
      `${row.month} ${row.tool_id} ${row.kind}`;
    const places = new Map<string, PlaceSum[]>();
    for (const row of money) {
      const list = places.get(keyOf(row)) ?? [];
      list.push({
        place: row.place,
        micros: Number(row.micros),
        holders: numberOrNull(row.holders),
      });
      places.set(keyOf(row), list);
    }
    const rows = await trx('closed_lines')
      .select(Object.keys(LINES))
      .where(wanted)
      .orderBy(['month', 'tool_id', 'kind']);
    return rows.map(row => ({
      month: row.month,
      toolId: Number(row.tool_id),
      kind: row.kind,
      source: row.source,
      currency: row.currency,
      totalIs: row.total_is,
      priceSource: row.price_source,
      partsPriceSource: row.parts_price_source ?? row.price_source,
      known: Boolean(row.known),
      places: places.get(keyOf(row)) ?? [],
      rounding: row.rounding,
      leftOutMicros: numberOrNull(row.left_out_micros),
      reportedTwiceMicros: numberOrNull(row.reported_twice_micros),
      daysKnown: Number(row.days_known),
      sources: row.sources === null ? [row.source] : JSON.parse(row.sources),
      notHeldMicros: numberOrNull(row.not_held_micros),
      seatsWithoutAssignee: numberOrNull(row.without_assignee),
      bySource: row.by_source === null ? null : JSON.parse(row.by_source),
    }));
  }

  /** All adjustments of one closed month, or of all; those that came to nothing are left out. */
  async adjustments(trx: Queryable, ofMonth?: string): Promise<Adjustment[]> {
    const rows = await trx('cost_adjustments')
      .select('of_month', 'booked_on', 'tool_id', 'kind', 'place', 'micros')
      .where(ofMonth === undefined ? {} : { of_month: ofMonth })
      .whereNot({ micros: 0 })
      .orderBy(['booked_on', 'of_month', 'tool_id', 'kind', 'place']);
    return rows.map(row => ({
      ofMonth: row.of_month,
      bookedOn: row.booked_on,
      toolId: Number(row.tool_id),
      kind: row.kind,
      place: row.place,
      micros: Number(row.micros),
    }));
  }

  /** Books differences; those found on one day are one adjustment. */
  async book(
    trx: Queryable,
    ofMonth: string,
    bookedOn: string,
    cells: readonly Cell[],
  ): Promise<void> {
    for (const { toolId, kind, place, micros } of cells) {
      await trx.raw(
        `insert into cost_adjustments (of_month, booked_on, tool_id, kind, place, micros)
         values (?, ?, ?, ?, ?, ?)
         on conflict (of_month, booked_on, tool_id, kind, place)
         do update set micros = cost_adjustments.micros + excluded.micros`,
        [ofMonth, bookedOn, toolId, kind, place, micros],
      );
    }
  }
}
