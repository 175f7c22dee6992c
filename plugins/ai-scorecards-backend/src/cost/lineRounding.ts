import {
  firstDay,
  formatMicros,
  lastDay,
  sumExact,
} from 'backstage-plugin-ai-scorecards-common';
import { MoneyKind } from '../scorecards/aggregate/monthMoney';
import { LedgerStore } from '../usage/LedgerStore';
import { KnownSource } from './lineDays';
import { MoneyDoors } from './moneyDoors';
import { ReportedTwice } from './reportedTwice';
import { VendorBill } from './vendorBill';

/** The vendor's exact total minus the sum of its rounded amounts, as decimal text. */
export async function roundingOf(
  ledger: LedgerStore,
  month: string,
  kind: MoneyKind,
  known: {
    /** Sources whose rows hold the amounts. */
    own: readonly KnownSource[];
    facts: number;
    bill: VendorBill | null;
    /** What is attributed, by UTC day. */
    byDay: ReadonlyMap<string, number>;
    doors: MoneyDoors;
    twice: readonly ReportedTwice[];
  },
): Promise<string> {
  const { own, facts, bill, byDay, doors, twice } = known;
  const texts: string[] = bill ? [bill.exact, formatMicros(-bill.micros)] : [];
  if (kind === 'seat') return '0';
  let hasExact = false;
  for (const { stored } of own) {
    const entries = await ledger.entries(stored.id, {
      from: firstDay(month),
      to: lastDay(month),
    });
    for (const [day, entry] of entries) {
      const exact = kind === 'usage' ? entry.exactUsage : entry.exactValue;
      const beside = twice.find(
        each => each.day === day && each.sourceId === stored.id,
      );
      const isInTotal =
        doors.countedOn(day).has(stored.id) &&
        (beside === undefined || beside.partly);
      if (exact !== null && isInTotal && !bill?.days.has(day)) {
        hasExact = true;
        texts.push(exact);
      }
    }
  }
  if (hasExact) {
    const counted = bill
      ? [...byDay]
          .filter(([day]) => !bill.days.has(day))
          .reduce((sum, [, micros]) => sum + micros, 0)
      : facts;
    const besides = twice
      .filter(({ day, partly }) => partly && !bill?.days.has(day))
      .reduce((sum, { micros }) => sum + micros, 0);
    texts.push(formatMicros(-counted - besides));
  }
  return sumExact(texts);
}
