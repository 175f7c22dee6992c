import type { Knex } from 'knex';
import type { DaySpan } from '../scorecards/aggregate/span';
import { readColumns } from '../database';
import type { AccountSeat } from './seatPrices';

/** Seats of a tool that were held on a day of a span. */
export async function readSeats(
  knex: Knex,
  toolId: number,
  span: DaySpan,
): Promise<AccountSeat[]> {
  const columns = await readColumns(
    knex,
    knex('seats')
      .select('identity_id', 'valid_from', 'valid_to')
      .where({ tool_id: toolId })
      .andWhere('valid_from', '<=', span.last)
      .andWhere('valid_to', '>', span.first),
    ['identity_id', 'valid_from', 'valid_to'],
  );
  return columns.identity_id.map((id, i) => ({
    toolId,
    identityId: Number(id),
    from: columns.valid_from[i],
    to: columns.valid_to[i],
  }));
}
