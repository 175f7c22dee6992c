import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  CollectContext,
  Source,
  SourceError,
} from 'backstage-plugin-ai-scorecards-node';
import { Clock, today } from '../clock';
import { aggregateCostDay } from './aggregateCostDay';
import { aggregateDay } from './aggregateDay';
import { aggregateSeats } from './aggregateSeats';
import { DayRecorder, Moment, Origin, Recorded } from './DayRecorder';
import { planDays } from './dayPlan';
import { LedgerStore } from './LedgerStore';
import { SourceStore, StoredSource } from './SourceStore';

/** So many days may fail one after the other before the source is left alone until its next turn. */
const FAILURES_IN_A_ROW = 3;
/** Without a word of the vendor, a limited source is asked again after a minute. */
const DEFAULT_PAUSE_SECONDS = 60;

export interface CollectorOptions {
  clock: Clock;
  logger: LoggerService;
  backfillDays: number;
  /** ISO 4217 of the contracts. */
  currency: string;
  sources: SourceStore;
  ledger: LedgerStore;
  recorder: DayRecorder;
  /** Called after each day with new facts: accounts can be matched and figures worked out. */
  onCollected: () => void;
}

/**
 * Collects a source day by day, one call in flight, newest days first. A day is read whole before anything is recorded,
 * so that a run that is killed anywhere goes on as if nothing had happened.
 */
export class Collector {
  readonly #options: CollectorOptions;

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /**
   * Asks for every day that is due. Returns how many days were answered. A vendor's fault is recorded and does not
   * throw; a fault of our own database does.
   */
  async collect(source: Source, signal: AbortSignal): Promise<number> {
    const { sources, ledger, clock, backfillDays } = this.#options;
    const stored = await sources.register(source);
    const machine = new Date();
    if (
      stored.resumeAfter &&
      Date.parse(stored.resumeAfter) > machine.getTime()
    ) {
      return 0;
    }
    const days = planDays(
      {
        kind: source.kind,
        settleDays: source.settleDays,
        earliestDay: source.kind === 'seats' ? undefined : source.earliestDay,
        backfillDays,
      },
      await ledger.entries(stored.id),
      today(clock),
      machine,
    );
    let answered = 0;
    let failures = 0;
    for (const day of days) {
      if (signal.aborted || failures >= FAILURES_IN_A_ROW) break;
      const outcome = await this.#collectDay(source, stored, day, signal);
      if (outcome === 'stop') break;
      if (outcome === 'failed') {
        failures += 1;
      } else {
        answered += 1;
        failures = 0;
        if (outcome === 'written') this.#options.onCollected();
      }
    }
    return answered;
  }

  async #collectDay(
    source: Source,
    stored: StoredSource,
    day: string,
    signal: AbortSignal,
  ): Promise<'written' | 'unchanged' | 'failed' | 'stop'> {
    const { sources } = this.#options;
    const origin: Origin = {
      kind: source.kind,
      settleDays: source.settleDays,
      stored,
      namespace: source.namespace,
    };
    let record: (at: Moment) => Promise<Recorded>;
    try {
      record = await this.#read(source, origin, day, signal);
    } catch (error) {
      if (signal.aborted) return 'stop';
      return this.#noteFailure(source, origin, day, error);
    }
    const at = this.#moment();
    const recorded = await record(at);
    if (recorded.state === 'refused') {
      await sources.failed(stored.id, at.now, recorded.reason);
      return 'failed';
    }
    await sources.succeeded(stored.id, at.now);
    return recorded.state;
  }

  /** Reads the vendor's answer whole. Returns what records it. */
  async #read(
    source: Source,
    origin: Origin,
    day: string,
    signal: AbortSignal,
  ): Promise<(at: Moment) => Promise<Recorded>> {
    const { recorder, currency, logger } = this.#options;
    const context: CollectContext = { signal, logger };
    const empty = (at: Moment) => recorder.empty(origin, day, at);
    switch (source.kind) {
      case 'usage': {
        const answer = await source.collectDay(day, context);
        if (answer.state === 'empty') return empty;
        const facts = await aggregateDay(answer.records, { day, currency });
        return at => recorder.usage(origin, day, at, facts);
      }
      case 'cost': {
        const answer = await source.collectDay(day, context);
        if (answer.state === 'empty') return empty;
        const bill = await aggregateCostDay(answer.records, { day, currency });
        return at => recorder.costs(origin, day, at, bill);
      }
      default: {
        const answer = await source.collectSnapshot(context);
        if (answer.state === 'empty') return empty;
        const list = await aggregateSeats(answer.records);
        return at => recorder.seats(origin, day, at, list);
      }
    }
  }

  async #noteFailure(
    source: Source,
    origin: Origin,
    day: string,
    error: unknown,
  ): Promise<'failed' | 'stop'> {
    const { sources, recorder, logger } = this.#options;
    const at = this.#moment();
    const known = error instanceof SourceError ? error : undefined;
    const sentence =
      known?.message ??
      `${source.title} could not be read: ${stringifyError(error)}`;
    logger.warn(`${source.title}, ${day}: ${sentence}`);
    if (known?.kind === 'rate-limited') {
      const seconds = known.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS;
      const until = new Date(at.machine.getTime() + seconds * 1000);
      await sources.paused(origin.stored.id, at.now, until, sentence);
      return 'stop';
    }
    const isOfSource =
      known?.kind === 'unauthorised' || known?.kind === 'forbidden';
    await recorder.failure(origin, day, at, sentence, !isOfSource);
    await sources.failed(origin.stored.id, at.now, sentence);
    return isOfSource ? 'stop' : 'failed';
  }

  #moment(): Moment {
    return { now: this.#options.clock.now(), machine: new Date() };
  }
}
