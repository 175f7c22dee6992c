import { createHash } from 'node:crypto';
import { isDay } from 'backstage-plugin-ai-scorecards-common';
import {
  AccountRef,
  SeatRecord,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { accountKey } from '../identities';
import { joinSeats, ListedSeat } from './seatRanges';
import { cleanText, UnreadableRow, UnreadableRows } from './unreadableRows';

const PLAN_CHARACTERS = 50;
const ACCOUNT_CHARACTERS = 255;

/** A seat list, one seat a person. */
export interface AggregatedSeats {
  /** By account key. */
  seats: ReadonlyMap<string, ListedSeat>;
  accounts: readonly AccountRef[];
  /** Seats of people and seats without assignee. */
  total: number;
  withoutAssignee: number;
  /** Entries of the list that could be read. */
  rows: number;
  unreadable: {
    count: number;
    kept: readonly UnreadableRow[];
    tooMany: boolean;
  };
  exactUsage: null;
  exactValue: null;
  creditsKnown: null;
  checksum: string;
}

/**
 * Reads the seat list of a UTC day. A person listed twice has one seat; a seat without assignee is counted, not
 * attributed. A seat whose creation the vendor does not tell is known from that day on.
 */
export async function aggregateSeats(
  records: AsyncIterable<SeatRecord | UnreadableRecord>,
  day: string,
): Promise<AggregatedSeats> {
  const seats = new Map<string, ListedSeat>();
  const accounts = new Map<string, AccountRef>();
  const unreadable = new UnreadableRows();
  let rows = 0;
  let withoutAssignee = 0;
  for await (const record of records) {
    if (record.type === 'unreadable') {
      unreadable.add(record);
      continue;
    }
    const reason = seatFault(record);
    if (reason) {
      unreadable.add({ raw: JSON.stringify(record), reason });
      continue;
    }
    rows += 1;
    if (record.account === null) {
      withoutAssignee += 1;
      continue;
    }
    const key = accountKey(record.account.key);
    const seat: ListedSeat = {
      createdOn: record.createdOn ?? day,
      endsOn: record.endsOn,
      plan:
        record.plan === null ? null : cleanText(record.plan, PLAN_CHARACTERS),
    };
    const before = seats.get(key);
    seats.set(key, before ? joinSeats(before, seat) : seat);
    if (!before) accounts.set(key, record.account);
  }
  const list = {
    total: seats.size + withoutAssignee,
    withoutAssignee,
    rows,
    unreadable: {
      count: unreadable.count,
      kept: unreadable.kept,
      tooMany: unreadable.isTooMany(rows),
    },
  };
  const sorted = [...seats].sort(([a], [b]) => (a < b ? -1 : 1));
  const checksum = createHash('sha256')
    .update(JSON.stringify([sorted, list]))
    .digest('hex');
  return {
    ...list,
    seats,
    accounts: [...accounts.values()],
    exactUsage: null,
    exactValue: null,
    creditsKnown: null,
    checksum,
  };
}

function seatFault(record: SeatRecord): string | undefined {
  if (record.createdOn !== null && !isDay(record.createdOn)) {
    return `"${record.createdOn}" is no day of creation`;
  }
  if (record.endsOn !== null && !isDay(record.endsOn)) {
    return `"${record.endsOn}" is no day of an end`;
  }
  const key = record.account?.key;
  if (
    key !== undefined &&
    (key.trim() === '' ||
      key.length > ACCOUNT_CHARACTERS ||
      key.includes('\u0000'))
  ) {
    return 'The name of the account cannot be stored';
  }
  return undefined;
}
