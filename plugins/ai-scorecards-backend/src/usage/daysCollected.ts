import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { backfillDaysOf, CollectedSource } from './collectedSource';
import { wantedRange } from './dayPlan';
import type { LedgerStore } from './LedgerStore';

/** How many days are wanted of a source, and how many of them were answered. */
export interface DaysCollected {
  wanted: number;
  collected: number;
}

/**
 * Counts the days of a source from one UTC day to another, both included, as far as it can have them and history is
 * wanted for.
 */
export async function daysCollected(options: {
  ledger: Pick<LedgerStore, 'entries'>;
  source: Pick<CollectedSource, 'kind' | 'settleDays'> & {
    earliestDay?: string;
  };
  /** The source's id in the database. */
  id: number;
  backfillDays: number;
  today: string;
  from: string;
  to: string;
}): Promise<DaysCollected> {
  const { ledger, source, id, backfillDays, today } = options;
  const range = wantedRange(
    {
      kind: source.kind,
      settleDays: source.settleDays,
      earliestDay: source.earliestDay,
      backfillDays: backfillDaysOf(source.kind, backfillDays),
    },
    today,
  );
  if (!range) return { wanted: 0, collected: 0 };
  const from = range.from > options.from ? range.from : options.from;
  const to = range.to < options.to ? range.to : options.to;
  let wanted = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) wanted += 1;
  if (wanted === 0) return { wanted, collected: 0 };
  const entries = await ledger.entries(id, { from, to });
  return {
    wanted,
    collected: [...entries.values()].filter(({ state }) =>
      ['fetched', 'no-data'].includes(state),
    ).length,
  };
}
