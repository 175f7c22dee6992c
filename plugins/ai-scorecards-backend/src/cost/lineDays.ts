import {
  addDays,
  daysOfMonth,
  firstDay,
  lastDay,
  monthOf,
} from 'backstage-plugin-ai-scorecards-common';
import { MoneyKind } from '../scorecards/aggregate/monthMoney';
import { dayState, isSettled, LedgerEntry } from '../usage/dayState';
import { LedgerStore } from '../usage/LedgerStore';
import { StoredSource } from '../usage/SourceStore';
import { SeatLists } from './seatsBeside';
import { isBilled, isPushedBill } from './unsettledSources';

/** A source as it is configured, with what the database calls it. */
export interface KnownSource {
  stored: StoredSource;
  settleDays: number | undefined;
}

/** What is asked of the ledger for one line. */
export interface LineDays {
  complete: boolean;
  daysKnown: number;
  /** Days of which the vendor said for good that it has nothing. */
  daysWithoutData: number;
}

/** What is known of a month's days for one kind of cost. */
export async function daysOfLine(
  ledger: LedgerStore,
  line: {
    month: string;
    kind: MoneyKind;
    sources: readonly KnownSource[];
    /** Of seats: the lists of each source. */
    lists: readonly SeatLists[];
    /** The UTC day that is not over. */
    day: string;
  },
): Promise<LineDays> {
  const { month, kind, sources, lists, day } = line;
  const over = daysOfMonth(month).filter(each => each < day);
  const isOver = day > lastDay(month);
  if (kind === 'seat') {
    // A later list tells since when seats are held, so that the month has what will be known of it.
    const isListed = lists.every(list =>
      [...list.keys()].some(each => each >= firstDay(month)),
    );
    const days = over.filter(each => lists.every(list => list.has(each)));
    return {
      complete: isOver && isListed,
      daysKnown: days.length,
      daysWithoutData: 0,
    };
  }
  const telling = sources.filter(
    ({ stored }) =>
      stored.kind === 'usage' || (kind === 'usage' && stored.kind === 'cost'),
  );
  // What is pushed says nothing of days that a vendor was asked for.
  const vendors = telling.filter(({ stored }) => !stored.pushed);
  const asked = vendors.length > 0 ? vendors : telling;
  const known: boolean[] = over.map(() => asked.length > 0);
  const settled: boolean[] = over.map(() => asked.length > 0);
  const withoutData = new Set<string>();
  for (const { stored, settleDays } of asked) {
    const entries = await ledger.entries(stored.id, {
      from: firstDay(month),
      to: lastDay(month),
    });
    // A bill that was pushed with purchases alone says nothing of use.
    const tells = (entry: LedgerEntry | undefined) =>
      entry?.state === 'fetched' &&
      (!isPushedBill(stored) || entry.exactUsage !== null);
    if (
      isPushedBill(stored) &&
      asked.length > 1 &&
      ![...entries.values()].some(tells)
    ) {
      continue;
    }
    over.forEach((each, i) => {
      const entry = entries.get(each);
      known[i] &&= tells(entry);
      if (entry?.state === 'no-data') withoutData.add(each);
      // A pushed bill has no day of its own: it is there when it was pushed after the month.
      if (isPushedBill(stored)) return;
      settled[i] &&= isSettled(
        dayState(entry, {
          kind: stored.kind,
          settleDays: settleDays ?? 0,
          pushed: stored.pushed,
        }),
      );
    });
  }
  return {
    complete:
      isOver &&
      settled.every(Boolean) &&
      (await areBillsComplete(ledger, { month, sources: telling, day })),
    daysKnown: known.filter(Boolean).length,
    daysWithoutData: withoutData.size,
  };
}

/** Whether a month is over and the pushed bills among some sources have what will come of it. */
export async function areBillsComplete(
  ledger: LedgerStore,
  line: { month: string; sources: readonly KnownSource[]; day: string },
): Promise<boolean> {
  const { month, sources, day } = line;
  const from = firstDay(monthOf(addDays(firstDay(month), -1)));
  for (const { stored } of sources.filter(each => isPushedBill(each.stored))) {
    const entries = await ledger.entries(stored.id, {
      from,
      to: lastDay(month),
    });
    if (!isBilled(month, entries, day)) return false;
  }
  return day > lastDay(month);
}
