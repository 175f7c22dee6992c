import {
  daysOfMonth,
  firstDay,
  lastDay,
} from 'backstage-plugin-ai-scorecards-common';
import { MoneyKind } from '../scorecards/aggregate/monthMoney';
import { dayState, isSettled } from '../usage/dayState';
import { LedgerStore } from '../usage/LedgerStore';
import { StoredSource } from '../usage/SourceStore';

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

/** What the ledger says of a month's days for one kind of cost. */
export async function daysOfLine(
  ledger: LedgerStore,
  month: string,
  kind: MoneyKind,
  sources: readonly KnownSource[],
  /** The UTC day that is not over. */
  day: string,
): Promise<LineDays> {
  const over = daysOfMonth(month).filter(each => each < day);
  const isOver = day > lastDay(month);
  if (kind === 'seat') {
    return { complete: isOver, daysKnown: over.length, daysWithoutData: 0 };
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
    over.forEach((each, i) => {
      const entry = entries.get(each);
      // A bill that was pushed with purchases alone says nothing of use.
      const isPurchases =
        stored.pushed && stored.kind === 'cost' && entry?.exactUsage === null;
      known[i] &&= entry?.state === 'fetched' && !isPurchases;
      if (entry?.state === 'no-data') withoutData.add(each);
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
    complete: isOver && settled.every(Boolean),
    daysKnown: known.filter(Boolean).length,
    daysWithoutData: withoutData.size,
  };
}
