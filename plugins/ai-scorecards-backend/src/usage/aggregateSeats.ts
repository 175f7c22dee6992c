import { createHash } from 'node:crypto';
import { isDay } from 'backstage-plugin-ai-scorecards-common';
import {
  AccountRef,
  SeatRecord,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { breathe } from '../breathe';
import { accountKey } from '../identities';
import { joinSeats, ListedSeat } from './seatRanges';
import { SortedRuns } from './SortedRuns';
import { cleanText, UnreadableRow, UnreadableRows } from './unreadableRows';

const PLAN_CHARACTERS = 50;
const ACCOUNT_CHARACTERS = 255;

/** Seats held in memory, whatever the length of the list; the others are put aside. */
const SEATS_IN_MEMORY = 2_500;

/** So many seats are looked at before the event loop may turn to page requests. */
const BURST = 2_000;

/** A seat of an account. */
export interface AccountSeat {
  /** Lower case. */
  key: string;
  account: AccountRef;
  seat: ListedSeat;
}

/** A seat list, one seat a person. Whoever has it closes it. */
export interface AggregatedSeats {
  /** Seats in the order of their account keys, each account once, up to `size` at a time. May be read again. */
  seats(size: number): AsyncIterable<AccountSeat[]>;
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
  /** Gives back the file that a long list is read from. */
  close(): Promise<void>;
}

/**
 * Reads the seat list of a UTC day. A person listed twice has one seat; a seat without assignee is counted, not
 * attributed. A seat whose creation the vendor does not tell is known from that day on. Holds some seats and none of the
 * entries, however long the list is. Rejects when the stream does.
 */
export async function aggregateSeats(
  records: AsyncIterable<SeatRecord | UnreadableRecord>,
  day: string,
  { seatsInMemory = SEATS_IN_MEMORY } = {},
): Promise<AggregatedSeats> {
  const runs = new SortedRuns<AccountSeat>({
    keyOf: ({ key }) => key,
    join: joinAccountSeats,
  });
  try {
    return await readList(records, day, runs, seatsInMemory);
  } catch (error) {
    await runs.close();
    throw error;
  }
}

async function readList(
  records: AsyncIterable<SeatRecord | UnreadableRecord>,
  day: string,
  runs: SortedRuns<AccountSeat>,
  seatsInMemory: number,
): Promise<AggregatedSeats> {
  const seats = new Map<string, AccountSeat>();
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
    const { account } = record;
    if (account === null) {
      withoutAssignee += 1;
      continue;
    }
    const key = accountKey(account.key);
    const plan =
      record.plan === null ? null : cleanText(record.plan, PLAN_CHARACTERS);
    const createdOn = record.createdOn ?? day;
    const seat = {
      key,
      account,
      seat: { createdOn, endsOn: record.endsOn, plan, plannedOn: createdOn },
    };
    const before = seats.get(key);
    seats.set(key, before ? joinAccountSeats(before, seat) : seat);
    if (seats.size >= seatsInMemory) {
      await runs.putAside(seats.values());
      seats.clear();
    }
  }
  runs.finish(seats.values());
  seats.clear();

  let withAssignee = 0;
  const hash = createHash('sha256');
  for await (const piece of runs.read(BURST)) {
    withAssignee += piece.length;
    for (const { key, seat } of piece) hash.update(JSON.stringify([key, seat]));
    await breathe();
  }
  const list = {
    total: withAssignee + withoutAssignee,
    withoutAssignee,
    rows,
    unreadable: {
      count: unreadable.count,
      kept: unreadable.kept,
      tooMany: unreadable.isTooMany(rows),
    },
  };
  return {
    ...list,
    seats: size => runs.read(size),
    exactUsage: null,
    exactValue: null,
    creditsKnown: null,
    checksum: hash.update(JSON.stringify(list)).digest('hex'),
    close: () => runs.close(),
  };
}

function joinAccountSeats(a: AccountSeat, b: AccountSeat): AccountSeat {
  return { ...a, seat: joinSeats(a.seat, b.seat) };
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
