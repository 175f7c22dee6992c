import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { CollectContext, Wait } from 'backstage-plugin-ai-scorecards-node';
import { Clock, systemClock, today } from '../clock';
import { aggregateOutcomes } from '../outcomes/aggregateOutcomes';
import { LateAnswers } from '../outcomes/LateAnswers';
import { RepositoriesToCollect } from '../outcomes/RepositoriesToCollect';
import { aggregateCostDay } from './aggregateCostDay';
import { aggregateDay } from './aggregateDay';
import { aggregateSeats } from './aggregateSeats';
import { backfillDaysOf, CollectedSource } from './collectedSource';
import { planDays } from './dayPlan';
import { DayRecorder, Moment, Origin, Recorded } from './DayRecorder';
import { LedgerStore } from './LedgerStore';
import { paced } from './paced';
import { readFault, SourceFault, unexpected } from './sourceFault';
import { SourceStore, StoredSource } from './SourceStore';

/** So many days may fail one after the other before the source is left alone until its next turn. */
const FAILURES_IN_A_ROW = 3;
/** A wait that the vendor asks for is sat out up to this long; a longer one is left to a later turn. */
const LONGEST_WAIT_SECONDS = 120;
/** Longer than this no source rests, whatever it was told. */
const LONGEST_PAUSE_SECONDS = 24 * 60 * 60;
const WAITS_IN_A_ROW = 5;
/** How often a day is begun anew because its pages expired while they were read. */
const MOST_RESTARTS = 3;
/** Without a word of the vendor, a limited source is asked again after a minute. */
const DEFAULT_WAIT_SECONDS = 60;

export interface CollectorOptions {
  /** Says which UTC day it is. */
  clock: Clock;
  /** Measures waits, also where `clock` stands on another day; left out, the clock of the machine. */
  machine?: Clock;
  logger: LoggerService;
  backfillDays: number;
  /** ISO 4217 of the contracts. */
  currency: string;
  sources: SourceStore;
  ledger: LedgerStore;
  recorder: DayRecorder;
  repositories: RepositoriesToCollect;
  late: LateAnswers;
  /** Called after each day with new facts: accounts can be matched and figures worked out. */
  onCollected: () => void;
  wait?: Wait;
}

/** An answer that was read to its end, and is recorded or thrown away. */
interface ReadAnswer {
  record(): Promise<Recorded>;
  /** Gives back what it was kept in. */
  close?(): Promise<void>;
}

/** What became of one question to a vendor. */
type Outcome =
  | { kind: 'answered'; written: boolean }
  /** `noted` when the ledger says so already. */
  | { kind: 'fault'; fault: SourceFault; noted: boolean }
  | { kind: 'aborted' };

/**
 * Collects a source day by day, one call in flight, newest days first. A day is read whole before anything is recorded,
 * so that a run that is killed anywhere goes on as if nothing had happened.
 */
export class Collector {
  readonly #options: CollectorOptions;
  readonly #machine: Clock;
  readonly #wait: Wait;

  constructor(options: CollectorOptions) {
    this.#options = options;
    this.#machine = options.machine ?? systemClock;
    this.#wait = options.wait ?? waitFor;
  }

  /**
   * Asks for every day that is due. Returns how many days were answered. A vendor's fault is recorded and does not
   * throw; a fault of our own database does.
   */
  async collect(source: CollectedSource, signal: AbortSignal): Promise<number> {
    const { sources, onCollected } = this.#options;
    const stored = await sources.register(source);
    if (this.#isPaused(stored)) return 0;
    if (!(await this.#isReady(source, stored, signal))) return 0;
    const asked = new Set<string>();
    let answered = 0;
    let waits = 0;
    let failures = 0;
    let lastFault: SourceFault | undefined;
    while (!signal.aborted) {
      const day = await this.#nextDay(source, stored, asked);
      if (day === undefined) break;
      const outcome = await this.#collectDay(source, stored, day, signal);
      if (outcome.kind === 'aborted') return answered;
      if (outcome.kind === 'answered') {
        asked.add(day);
        answered += 1;
        waits = 0;
        failures = 0;
        // At once, so that nobody reads of a failure while the source answers.
        if (answered === 1) {
          await sources.succeeded(stored.id, this.#machine.now());
        }
        if (outcome.written) onCollected();
        continue;
      }
      const { fault, noted } = outcome;
      this.#options.logger.warn(`${source.title}, ${day}: ${fault.sentence}`);
      if (fault.kind === 'rate-limited') {
        waits += 1;
        if (await this.#sitOut(stored, fault, waits, signal)) continue;
        return answered;
      }
      asked.add(day);
      failures += 1;
      lastFault = fault;
      if (!noted) await this.#noteFailure(source, stored, day, fault);
      if (isOfTheSource(fault) || failures >= FAILURES_IN_A_ROW) {
        await sources.failed(stored.id, this.#machine.now(), fault.sentence);
        return answered;
      }
    }
    if (answered > 0) {
      await sources.succeeded(stored.id, this.#machine.now());
    } else if (lastFault) {
      await sources.failed(stored.id, this.#machine.now(), lastFault.sentence);
    }
    return answered;
  }

  /** Without a repository in the catalog there is nothing to ask for, and a day would count as one without work. */
  async #isReady(
    source: CollectedSource,
    { id }: StoredSource,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (source.kind !== 'outcomes') return true;
    const { repositories, late, clock } = this.#options;
    if (!(await repositories.refresh(source, id, today(clock)))) return false;
    await late.look(source, id, repositories.of(source), signal);
    return true;
  }

  #isPaused({ resumeAfter }: StoredSource): boolean {
    return (
      resumeAfter !== null &&
      Date.parse(resumeAfter) > this.#machine.now().getTime()
    );
  }

  /** Planned anew for each day, so that what operators ask for meanwhile comes first. */
  async #nextDay(
    source: CollectedSource,
    stored: StoredSource,
    asked: ReadonlySet<string>,
  ): Promise<string | undefined> {
    const { ledger, clock, backfillDays } = this.#options;
    const entries = await ledger.entries(stored.id);
    const days = planDays(
      {
        kind: source.kind,
        settleDays: source.settleDays,
        refreshMinutes: source.refreshMinutes,
        restatedForDays: source.restatedForDays,
        earliestDay: source.kind === 'seats' ? undefined : source.earliestDay,
        backfillDays: backfillDaysOf(source.kind, backfillDays),
      },
      entries,
      today(clock),
      this.#machine.now(),
    );
    return days.find(day => !asked.has(day) || entries.get(day)?.askedAgain);
  }

  async #collectDay(
    source: CollectedSource,
    stored: StoredSource,
    day: string,
    signal: AbortSignal,
    restarts = 0,
  ): Promise<Outcome> {
    // Taken before the question: an answer is no newer than the moment it was asked for.
    const at = this.#moment();
    let read: ReadAnswer;
    try {
      read = await this.#read(source, stored, day, at, signal);
    } catch (error) {
      if (signal.aborted) return { kind: 'aborted' };
      const fault = readFault(error);
      // Nothing of the answer was recorded, so that no row of it counts twice.
      if (fault.kind === 'expired' && restarts < MOST_RESTARTS) {
        return this.#collectDay(source, stored, day, signal, restarts + 1);
      }
      return { kind: 'fault', fault, noted: false };
    }
    let recorded: Recorded;
    try {
      recorded = await read.record();
    } finally {
      await read.close?.();
    }
    return recorded.state === 'refused'
      ? { kind: 'fault', fault: unexpected(recorded.reason), noted: true }
      : { kind: 'answered', written: recorded.state === 'written' };
  }

  /** Reads the vendor's answer whole; rejects with what the source threw. */
  async #read(
    source: CollectedSource,
    stored: StoredSource,
    day: string,
    at: Moment,
    signal: AbortSignal,
  ): Promise<ReadAnswer> {
    const { recorder, currency, logger } = this.#options;
    const origin = originOf(source, stored);
    const context: CollectContext = { signal, logger };
    const empty = { record: () => recorder.empty(origin, day, at) };
    switch (source.kind) {
      case 'usage': {
        const answer = await source.collectDay(day, context);
        if (answer.state === 'empty') return empty;
        const records = paced(answer.records, signal);
        const facts = await aggregateDay(records, { day, currency });
        return {
          record: () => recorder.usage(origin, day, at, facts),
          close: () => facts.close(),
        };
      }
      case 'cost': {
        const answer = await source.collectDay(day, context);
        if (answer.state === 'empty') return empty;
        const records = paced(answer.records, signal);
        const bill = await aggregateCostDay(records, { day, currency });
        return {
          record: () => recorder.costs(origin, day, at, bill),
          close: () => bill.close(),
        };
      }
      case 'outcomes': {
        const repositories = this.#options.repositories.of(source);
        const answer = await source.collectDay(day, repositories, context);
        if (answer.state === 'empty') return empty;
        const records = paced(answer.records, signal);
        const facts = await aggregateOutcomes(records, { day, repositories });
        return { record: () => recorder.outcomes(origin, day, at, facts) };
      }
      default: {
        const answer = await source.collectSnapshot(context);
        if (answer.state === 'empty') return empty;
        const list = await aggregateSeats(paced(answer.records, signal), day);
        return {
          record: () => recorder.seats(origin, day, at, list),
          close: () => list.close(),
        };
      }
    }
  }

  /** Sits out a wait that the vendor asked for, or notes when to come back. Returns whether to go on now. */
  async #sitOut(
    stored: StoredSource,
    fault: SourceFault,
    waits: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const seconds = Math.min(
      fault.retryAfterSeconds ?? DEFAULT_WAIT_SECONDS,
      LONGEST_PAUSE_SECONDS,
    );
    if (seconds <= LONGEST_WAIT_SECONDS && waits <= WAITS_IN_A_ROW) {
      try {
        await this.#wait(seconds * 1000, signal);
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        throw error;
      }
    }
    const now = this.#machine.now();
    const until = new Date(now.getTime() + seconds * 1000);
    await this.#options.sources.paused(stored.id, now, until, fault.sentence);
    return false;
  }

  #noteFailure(
    source: CollectedSource,
    stored: StoredSource,
    day: string,
    fault: SourceFault,
  ): Promise<void> {
    return this.#options.recorder.failure(
      originOf(source, stored),
      day,
      this.#moment(),
      fault.sentence,
      !isOfTheSource(fault),
    );
  }

  #moment(): Moment {
    return { now: this.#options.clock.now(), machine: this.#machine.now() };
  }
}

async function waitFor(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal });
}

/** Whether a fault concerns every day alike: asking for another day would only repeat it. */
function isOfTheSource({ kind, isOurs }: SourceFault): boolean {
  return isOurs === true || kind === 'unauthorised' || kind === 'forbidden';
}

function originOf(source: CollectedSource, stored: StoredSource): Origin {
  return {
    kind: source.kind,
    settleDays: source.settleDays,
    stored,
    namespace: source.namespace,
  };
}
