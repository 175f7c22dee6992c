import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { addDays, daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import { Clock, systemClock, today } from '../../clock';
import { aggregateDay } from '../aggregateDay';
import { DayRecorder, Origin } from '../DayRecorder';
import { finalFrom, isFinal } from '../dayState';
import { LedgerStore } from '../LedgerStore';
import { paced } from '../paced';
import { SourceStore, StoredSource } from '../SourceStore';
import { TemporaryFolderError } from '../TemporaryFile';
import { DAYS_LATE, PointStore } from './otlp';
import { namespaceOf } from './PushIntake';
import { PUSH_SETTLE_DAYS } from './pushedSource';
import { OpenDay, PushStore } from './PushStore';

const TASK_ID = 'ai-scorecards-add-up-pushes';
/** Many pushes in a row are added up once. */
const KICK_AFTER_MS = 2_000;
const DAYS_A_TURN = 50;

export interface PushAggregatorOptions {
  clock: Clock;
  machine?: Clock;
  logger: LoggerService;
  scheduler: SchedulerService;
  store: PushStore;
  points: Pick<PointStore, 'forget'>;
  sources: SourceStore;
  ledger: LedgerStore;
  recorder: DayRecorder;
  /** ISO 4217 of the contracts. */
  currency: string;
  /** Sources of vendors, whose accounts pushed ones are. */
  vendors: () => readonly Source[];
  /** Tools that something was pushed for, by entity ref, as of each run. */
  onTools: (tools: ReadonlySet<string>) => void;
  /** Called after days with new facts. */
  onCollected: () => void;
  /** Entity refs of tools by their id. */
  toolRefs: () => Promise<ReadonlyMap<number, string>>;
}

/** One run: what it works with, and what it came to. */
interface Turn {
  refs: ReadonlyMap<number, string>;
  signal?: AbortSignal;
  days: number;
  written: number;
  /** Why a day of a source failed, by the id of the source. */
  failed: Map<number, string>;
}

/**
 * Turns what was pushed into facts, a whole day at a time like any other source, and closes days: two full UTC days
 * after its end a day is *observed*. What comes for it later adds it up again.
 */
export class PushAggregator {
  readonly #options: PushAggregatorOptions;
  readonly #machine: Clock;
  #kicked: NodeJS.Timeout | undefined;

  constructor(options: PushAggregatorOptions) {
    this.#options = options;
    this.#machine = options.machine ?? systemClock;
  }

  /** Schedules the work: one replica at a time, every minute, and soon after a kick. */
  async start(): Promise<void> {
    await this.#options.scheduler.scheduleTask({
      id: TASK_ID,
      scope: 'global',
      frequency: { minutes: 1 },
      timeout: { minutes: 10 },
      initialDelay: { seconds: 3 },
      fn: async signal => {
        await this.run(signal);
      },
    });
  }

  /** Asks for a run soon. */
  kick(): void {
    if (this.#kicked) return;
    this.#kicked = setTimeout(() => {
      this.#kicked = undefined;
      this.#options.scheduler.triggerTask(TASK_ID).catch((error: unknown) => {
        this.#options.logger.debug(
          `No extra look at pushes: ${isError(error) ? error.message : error}`,
        );
      });
    }, KICK_AFTER_MS);
    this.#kicked.unref();
  }

  /**
   * Adds up what is new and closes what is over. A day that fails is told of, tried again in the next run, and keeps no
   * other from being added up. Returns how many days were looked at.
   */
  async run(signal?: AbortSignal): Promise<number> {
    const { sources, onTools, toolRefs, points, clock } = this.#options;
    const pushed = (await sources.list()).filter(
      source => source.pushed && source.kind === 'usage',
    );
    const refs = await toolRefs();
    onTools(new Set(pushed.flatMap(({ toolId }) => refs.get(toolId) ?? [])));
    const turn: Turn = { refs, signal, days: 0, written: 0, failed: new Map() };
    try {
      await this.#addUpNew(pushed, turn);
      await this.#close(pushed, turn);
    } finally {
      if (turn.written > 0) this.#options.onCollected();
    }
    if (signal?.aborted) return turn.days;
    // At the end, so that a day that went well does not hide it.
    for (const [id, error] of turn.failed) {
      await sources.failed(id, this.#machine.now(), error);
    }
    // A day more than is taken, so that midnight forgets nothing that is on its way.
    const oldest = addDays(today(clock), -DAYS_LATE - 1);
    await points.forget(oldest, clock.now());
    return turn.days;
  }

  async #addUpNew(pushed: readonly StoredSource[], turn: Turn): Promise<void> {
    const { store } = this.#options;
    const byId = new Map(pushed.map(source => [source.id, source]));
    const failed = new Set<string>();
    const keyOf = ({ sourceId, day }: OpenDay) => `${sourceId} ${day}`;
    for (;;) {
      // Those that failed stay open, and are not tried twice in a run.
      const open = await store.openDays(DAYS_A_TURN + failed.size);
      const left = open.filter(each => !failed.has(keyOf(each)));
      for (const each of left) {
        if (turn.signal?.aborted) return;
        const source = byId.get(each.sourceId);
        if (!source || (await this.#isAddedUp(source, each.day, turn))) {
          await store.addedUp(each);
        } else {
          failed.add(keyOf(each));
        }
        turn.days += 1;
      }
      if (left.length < DAYS_A_TURN) return;
    }
  }

  async #close(pushed: readonly StoredSource[], turn: Turn): Promise<void> {
    for (const source of pushed) {
      for (const day of await this.#unclosed(source)) {
        if (turn.signal?.aborted) return;
        await this.#isAddedUp(source, day, turn);
        turn.days += 1;
      }
    }
  }

  async #isAddedUp(
    source: StoredSource,
    day: string,
    turn: Turn,
  ): Promise<boolean> {
    try {
      const isWritten = await this.#addUp(source, turn.refs, day, turn.signal);
      turn.written += Number(isWritten);
      return true;
    } catch (error) {
      if (turn.signal?.aborted) return false;
      const name = isError(error) ? error.name : typeof error;
      // Not an error's own words, which may name people, but where they are known to name none.
      const why =
        error instanceof TemporaryFolderError
          ? error.message
          : `an unforeseen ${name}`;
      const sentence = `${day} could not be added up: ${why}`;
      this.#options.logger.error(`${source.title}: ${sentence}`);
      turn.failed.set(source.id, sentence);
      return false;
    }
  }

  async #addUp(
    source: StoredSource,
    refs: ReadonlyMap<number, string>,
    day: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { store, recorder, sources, currency, clock, vendors } =
      this.#options;
    const at = { now: clock.now(), machine: this.#machine.now() };
    const tool = refs.get(source.toolId) ?? '';
    const origin: Origin = {
      kind: 'usage',
      settleDays: PUSH_SETTLE_DAYS,
      pushed: true,
      stored: source,
      namespace: namespaceOf(vendors(), tool),
    };
    const records = paced(store.records(source.id, day, currency), signal);
    const facts = await aggregateDay(records, {
      day,
      currency,
      isPushed: true,
    });
    try {
      const recorded = await recorder.usage(origin, day, at, facts);
      await sources.succeeded(source.id, at.machine);
      return recorded.state === 'written';
    } finally {
      await facts.close();
    }
  }

  /** Days that are over for good and not yet told as that, from the first one that anything was pushed for. */
  async #unclosed(source: StoredSource): Promise<string[]> {
    const { store, ledger, clock } = this.#options;
    const first = await store.firstDay(source.id);
    const last = addDays(today(clock), -PUSH_SETTLE_DAYS - 1);
    if (first === undefined || first > last) return [];
    const rule = { kind: 'usage', settleDays: PUSH_SETTLE_DAYS } as const;
    const entries = await ledger.entries(source.id, { from: first, to: last });
    return daysFromTo(first, last).filter(day => {
      const fetchedAt = entries.get(day)?.fetchedAt ?? null;
      return (
        finalFrom(day, rule) <= today(clock) &&
        (fetchedAt === null || !isFinal(day, fetchedAt, rule))
      );
    });
  }
}
