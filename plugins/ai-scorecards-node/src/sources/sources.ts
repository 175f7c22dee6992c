import { LoggerService } from '@backstage/backend-plugin-api';
import {
  CostRecord,
  SeatRecord,
  UnreadableRecord,
  UsageRecord,
} from './records';

/** What ingestion gives to a source for one call. */
export interface CollectContext {
  /** Aborted at shutdown, on a time limit, or when another replica took over. */
  signal: AbortSignal;
  logger: LoggerService;
}

/**
 * The answer for one day. `empty` is any of the vendor's ways to say "nothing here" (204, 404, an empty body):
 * ingestion decides by the settle time whether that means *not ready* or *no data*.
 * A stream that throws leaves the day as it was.
 */
export type DayAnswer<T> =
  | { state: 'data'; records: AsyncIterable<T | UnreadableRecord> }
  | { state: 'empty'; reason: string };

interface SourceBase {
  /** Stable key of the ledger and of configuration: `github-copilot-usage`. */
  readonly id: string;
  /** What operators read: "GitHub Copilot usage". */
  readonly title: string;
  /** The key under `aiScorecards.sources` that this source was configured by. */
  readonly configKey: string;
  /** Accounts of sources with the same namespace are the same accounts: `github`. */
  readonly namespace: string;
  /** Entity ref of the tool that the rows are about. */
  readonly tool: string;
  /** Full UTC days after which a day's figures are taken as final. */
  readonly settleDays: number;
  /** The vendor renews its figures no more often than this; what was answered is left alone for so many minutes. */
  readonly refreshMinutes?: number;
  /**
   * Full UTC days for which the vendor may still revise a settled day, where that is longer than `settleDays`: such a
   * day stays complete and is asked for again once each UTC day until they are over.
   */
  readonly restatedForDays?: number;
  /** What to ask the vendor's admin for, when access is missing: exact scopes, one sentence. */
  readonly access: string;
  /**
   * Calls the vendor once, cheaply, and returns; throws a {@link SourceError} that names the exact missing scope.
   */
  test(context: CollectContext): Promise<void>;
}

/** Collects usage, one UTC day a call. */
export interface UsageSource extends SourceBase {
  readonly kind: 'usage';
  /** The earliest UTC day that the vendor can have; asked for nothing earlier. */
  readonly earliestDay?: string;
  collectDay(
    day: string,
    context: CollectContext,
  ): Promise<DayAnswer<UsageRecord>>;
}

/** Collects who holds a seat now. Vendors keep no history, so each day's snapshot is stored. */
export interface SeatSource extends SourceBase {
  readonly kind: 'seats';
  collectSnapshot(context: CollectContext): Promise<DayAnswer<SeatRecord>>;
}

/** Collects the vendor's own bill, one UTC day a call. */
export interface CostSource extends SourceBase {
  readonly kind: 'cost';
  readonly earliestDay?: string;
  collectDay(
    day: string,
    context: CollectContext,
  ): Promise<DayAnswer<CostRecord>>;
}

export type Source = UsageSource | SeatSource | CostSource;

/** A source that configuration asks for and that cannot run: shown to operators, never started. */
export interface DisabledSource {
  readonly id: string;
  readonly title: string;
  readonly configKey: string;
  /** The configuration path at fault: `aiScorecards.sources.github.token`. */
  readonly path: string;
  /** One sentence: what is wrong and what to write instead. */
  readonly reason: string;
  /** False for one that would tell nothing of usage, seats or cost, such as a code host: no month waits for it. */
  readonly tellsCost?: boolean;
}
