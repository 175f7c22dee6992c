import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { Source, UsageSource } from 'backstage-plugin-ai-scorecards-node';
import { daysCollected } from './daysCollected';
import type { LedgerStore } from './LedgerStore';
import type { SourceStore } from './SourceStore';

/** A usage source of which days are not collected. */
export interface UsageGap {
  /** The id of the source in the database; null before it first ran. */
  sourceId: number | null;
  /** Of its tool; null before it first ran. */
  toolId: number | null;
  /** One sentence. */
  reason: string;
}

const isOfUsage = (source: Source): source is UsageSource =>
  source.kind === 'usage';

/** Tells of which usage sources not all days are collected, so that nobody is taken for idle whom nobody asked about. */
export class UsageGaps {
  readonly #options: {
    stored: Pick<SourceStore, 'byKey'>;
    ledger: Pick<LedgerStore, 'entries'>;
    sources: () => readonly Source[];
    backfillDays: number;
  };

  constructor(options: {
    stored: Pick<SourceStore, 'byKey'>;
    ledger: Pick<LedgerStore, 'entries'>;
    sources: () => readonly Source[];
    backfillDays: number;
  }) {
    this.#options = options;
  }

  /**
   * The sources that lack more than `mayMiss` of so many days before a UTC day. A day is not missed within its settle
   * time and one day after it, in which the vendor is asked again. Of what is pushed there is no day to ask for.
   */
  async before(
    today: string,
    days: number,
    mayMiss: number = 0,
  ): Promise<UsageGap[]> {
    const { stored, ledger, sources, backfillDays } = this.#options;
    const gaps: UsageGap[] = [];
    for (const source of sources().filter(isOfUsage)) {
      const { title, settleDays } = source;
      const row = await stored.byKey(source.id);
      const { wanted, collected } = row
        ? await daysCollected({
            ...{ ledger, source, id: row.id, backfillDays, today },
            from: addDays(today, -days),
            to: addDays(today, -settleDays - 2),
          })
        : { wanted: days, collected: 0 };
      if (wanted - collected <= mayMiss) continue;
      gaps.push({
        sourceId: row?.id ?? null,
        toolId: row?.toolId ?? null,
        reason:
          row?.lastError ??
          `${title}: ${collected} of ${wanted} days are collected.`,
      });
    }
    return gaps;
  }
}
