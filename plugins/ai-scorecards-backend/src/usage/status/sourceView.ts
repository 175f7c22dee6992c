import { CollectedSource } from '../collectedSource';
import { LedgerEntry } from '../dayState';
import { DayPlanRule } from '../dayPlan';
import { StoredSource } from '../SourceStore';

/** Everything that the state of a source is told from. */
export interface SourceView {
  source: Pick<
    CollectedSource,
    'id' | 'title' | 'kind' | 'settleDays' | 'access'
  > & { tool: string | null };
  rule: DayPlanRule;
  /** How it last fared; undefined before it was first registered. */
  stored:
    | Pick<StoredSource, 'failingSince' | 'lastError' | 'lastAttemptAt'>
    | undefined;
  /** ISO time until which the vendor wants to be left alone; null when it does not. */
  pausedUntil: string | null;
  /** By UTC day: the wanted days and the last sixty. */
  ledger: ReadonlyMap<string, LedgerEntry>;
}
