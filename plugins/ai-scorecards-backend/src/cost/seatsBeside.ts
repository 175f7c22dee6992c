import {
  daysOfMonth,
  lastDay,
  seatDayPricer,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { ContractConfig } from '../config';

/** The seat lists of a source by UTC day: how many seats each names nobody for. */
export type SeatLists = ReadonlyMap<string, number>;

/** Reads the lists of sources of seats, in their order. */
export async function readSeatLists(
  knex: Knex,
  sourceIds: readonly number[],
): Promise<SeatLists[]> {
  if (sourceIds.length === 0) return [];
  const rows: {
    source_id: number;
    day: string;
    without_assignee: number;
  }[] = await knex('seat_snapshots')
    .whereIn('source_id', sourceIds)
    .select('source_id', 'day', 'without_assignee');
  return sourceIds.map(
    id =>
      new Map(
        rows
          .filter(row => Number(row.source_id) === id)
          .map(row => [row.day, Number(row.without_assignee)]),
      ),
  );
}

/**
 * What stands beside the seats that people and accounts held in a month: those that the contract buys beyond them, at its
 * price for the days that are over, and those that the newest list up to its end names nobody for.
 */
export function seatsBeside(known: {
  month: string;
  /** The UTC day that is not over. */
  day: string;
  contract: ContractConfig | undefined;
  /** What the seats cost that were held. */
  heldMicros: number;
  lists: readonly SeatLists[];
}): { notHeldMicros: number | null; seatsWithoutAssignee: number | null } {
  const { month, day, contract, heldMicros, lists } = known;
  const newest = lists.flatMap(list => {
    const last = [...list.keys()]
      .filter(each => each <= lastDay(month))
      .sort()
      .pop();
    return last === undefined ? [] : [list.get(last) ?? 0];
  });
  return {
    notHeldMicros:
      contract && contract.seatsBought !== null
        ? contract.seatsBought * oneSeat(contract, month, day) - heldMicros
        : null,
    seatsWithoutAssignee:
      newest.length === 0 ? null : newest.reduce((sum, each) => sum + each, 0),
  };
}

/** What one seat costs on the days of a month that are over. */
function oneSeat(contract: ContractConfig, month: string, day: string): number {
  const over = daysOfMonth(month).filter(each => each < day);
  return seatDayPricer(
    contract.prices,
    month,
  )(over).reduce((sum, each) => sum + (each.micros ?? 0), 0);
}
