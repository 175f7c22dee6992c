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
import { DAYS_LATE, PointStore } from './otlp';
import { namespaceOf } from './PushIntake';
import { PUSH_SETTLE_DAYS } from './pushedSource';
import { PushStore } from './PushStore';

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

  /** Adds up what is new and closes what is over. Returns how many days were looked at. */
  async run(signal?: AbortSignal): Promise<number> {
    const { store, sources, onCollected, onTools, toolRefs } = this.#options;
    const pushed = (await sources.list()).filter(
      source => source.pushed && source.kind === 'usage',
    );
    const refs = await toolRefs();
    onTools(new Set(pushed.flatMap(({ toolId }) => refs.get(toolId) ?? [])));
    const byId = new Map(pushed.map(source => [source.id, source]));
    let days = 0;
    let written = 0;
    for (;;) {
      const open = await store.openDays(DAYS_A_TURN);
      for (const each of open) {
        if (signal?.aborted) return days;
        const source = byId.get(each.sourceId);
        if (source)
          written += Number(await this.#addUp(source, refs, each.day, signal));
        await store.addedUp(each);
        days += 1;
      }
      if (open.length < DAYS_A_TURN) break;
    }
    for (const source of pushed) {
      for (const day of await this.#unclosed(source)) {
        if (signal?.aborted) return days;
        written += Number(await this.#addUp(source, refs, day, signal));
        days += 1;
      }
    }
    if (written > 0) onCollected();
    // A day more than is taken, so that midnight forgets nothing that is on its way.
    const oldest = addDays(today(this.#options.clock), -DAYS_LATE - 1);
    await this.#options.points.forget(oldest, this.#options.clock.now());
    return days;
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
    const records = paced(store.records(source.id, day, currency), signal);
    const facts = await aggregateDay(records, { day, currency });
    const origin: Origin = {
      kind: 'usage',
      settleDays: PUSH_SETTLE_DAYS,
      pushed: true,
      stored: source,
      namespace: namespaceOf(vendors(), tool),
    };
    const recorded = await recorder.usage(origin, day, at, facts);
    await sources.succeeded(source.id, at.machine);
    return recorded.state === 'written';
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
