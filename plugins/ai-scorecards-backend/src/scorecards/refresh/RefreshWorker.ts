import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Clock, today } from '../../clock';
import { AiScorecardsConfig } from '../../config';
import { StaleGrain, StalePeriod, StalePeriods } from '../../database';
import { breathe } from '../../breathe';
import { Precedence } from '../../usage/precedence';
import { markChangedInputs } from './changedInputs';

/** Works out one period again and takes it off the list. */
export interface Refresher {
  refresh(stale: StalePeriod, today: string): Promise<void>;
  /**
   * The same of several periods without a gap, where they have work in common. What is not done when the signal aborts
   * stays on the list.
   */
  refreshRun?(
    run: readonly StalePeriod[],
    today: string,
    signal?: AbortSignal,
  ): Promise<void>;
}

/**
 * How many periods of a grain are done at a time, in the order in which grains follow from each other: what a change a
 * month back touches. Newest come first, so that pages fill from today backwards while a backfill runs.
 */
const TURNS: readonly (readonly [StaleGrain, number])[] = [
  ['day', 35],
  ['week', 6],
  ['month', 2],
  ['merge', 6],
  ['card', 6],
];

const TASK_ID = 'ai-scorecards-refresh';
/** A burst of changes is worked out once. */
const KICK_AFTER_MS = 2_000;
/**
 * A run gives up its place after so long and asks for the next: the scheduler keeps the place of a killed run until it
 * would have timed out, and figures must not stand still for longer than a few minutes.
 */
const TURN_MS = 60_000;
/** What one period may take on top. */
const LONGEST_PERIOD_MS = 120_000;

/** Works out again what changed, one period and transaction at a time, wherever it was interrupted. */
export class RefreshWorker {
  readonly #knex: Knex;
  readonly #stale: StalePeriods;
  readonly #refreshers: Record<StaleGrain, Refresher>;
  readonly #config: AiScorecardsConfig;
  readonly #precedence: Precedence;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #scheduler: SchedulerService;
  #kicked: NodeJS.Timeout | undefined;
  #running: Promise<number> | undefined;

  constructor(options: {
    knex: Knex;
    stale: StalePeriods;
    refreshers: Record<StaleGrain, Refresher>;
    config: AiScorecardsConfig;
    precedence: Precedence;
    clock: Clock;
    logger: LoggerService;
    scheduler: SchedulerService;
  }) {
    this.#knex = options.knex;
    this.#stale = options.stale;
    this.#refreshers = options.refreshers;
    this.#config = options.config;
    this.#precedence = options.precedence;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#scheduler = options.scheduler;
  }

  /** Schedules the work: one replica at a time, every minute, and soon after a kick. */
  async start(): Promise<void> {
    await this.#scheduler.scheduleTask({
      id: TASK_ID,
      scope: 'global',
      frequency: { minutes: 1 },
      timeout: { milliseconds: TURN_MS + LONGEST_PERIOD_MS },
      initialDelay: { seconds: 3 },
      fn: async signal => {
        const turn = AbortSignal.timeout(TURN_MS);
        await this.runUntilIdle(AbortSignal.any([signal, turn]));
        if (turn.aborted && !signal.aborted) this.kick();
      },
    });
  }

  /** Asks for a run soon; many kicks in a row are one. */
  kick(): void {
    if (this.#kicked) return;
    this.#kicked = setTimeout(() => {
      this.#kicked = undefined;
      this.#scheduler.triggerTask(TASK_ID).catch((error: unknown) => {
        // One that runs already finds what is new by itself.
        this.#logger.debug(`No extra refresh: ${messageOf(error)}`);
      });
    }, KICK_AFTER_MS);
    this.#kicked.unref();
  }

  /**
   * Works until nothing waits or the signal aborts. Returns how many periods were worked out. A period that fails is
   * logged, left on the list and tried again in the next run.
   */
  async runUntilIdle(signal?: AbortSignal): Promise<number> {
    // Within a process the lock of the scheduler does not help: a test or a bench calls this directly.
    while (this.#running) await this.#running;
    this.#running = this.#run(signal);
    try {
      return await this.#running;
    } finally {
      this.#running = undefined;
    }
  }

  async #run(signal?: AbortSignal): Promise<number> {
    const day = today(this.#clock);
    await this.#knex.transaction(async trx =>
      markChangedInputs(trx, this.#stale, this.#config, day, {
        doors: await this.#precedence.orders(trx),
      }),
    );
    const failed = new Set<string>();
    const takeTurn = async (grain: StaleGrain, turn: number) => {
      const list = await this.#stale.list(grain, turn + failed.size);
      const waiting = list.filter(stale => !failed.has(keyOf(stale)));
      let done = 0;
      for (const run of this.#runsOf(grain, waiting.slice(0, turn))) {
        if (signal?.aborted) break;
        await breathe();
        for (const stale of await this.#workOut(grain, run, day, signal)) {
          failed.add(keyOf(stale));
        }
        done += run.length;
      }
      return done;
    };
    let all = 0;
    for (let before = -1; before !== all && !signal?.aborted; ) {
      // After the newest each grain is finished first: a day makes the weeks after it stale, and they their snapshots.
      const isFirst = before < 0;
      before = all;
      for (const [grain, turn] of TURNS) {
        let done: number;
        do {
          done = await takeTurn(grain, turn);
          all += done;
        } while (!isFirst && done > 0 && !signal?.aborted);
      }
    }
    return all;
  }

  #runsOf(grain: StaleGrain, waiting: StalePeriod[]): StalePeriod[][] {
    return this.#refreshers[grain].refreshRun
      ? withoutGaps(waiting)
      : waiting.map(stale => [stale]);
  }

  /** Returns the periods that failed. Where one of a run fails, each has its own try, so that it holds up no other. */
  async #workOut(
    grain: StaleGrain,
    run: readonly StalePeriod[],
    day: string,
    signal?: AbortSignal,
  ): Promise<StalePeriod[]> {
    const refresher = this.#refreshers[grain];
    const [stale] = run;
    try {
      if (run.length > 1 && refresher.refreshRun) {
        await refresher.refreshRun(run, day, signal);
      } else {
        await refresher.refresh(stale, day);
      }
      return [];
    } catch (error) {
      if (run.length > 1) {
        const failed: StalePeriod[] = [];
        for (const each of run) {
          failed.push(...(await this.#workOut(grain, [each], day)));
        }
        return failed;
      }
      this.#logger.error(
        `Could not work out the ${grain} ${stale.period} again`,
        isError(error) ? error : undefined,
      );
      return [stale];
    }
  }
}

/** Parts days, newest first, where one is missing between two. */
function withoutGaps(days: readonly StalePeriod[]): StalePeriod[][] {
  const runs: StalePeriod[][] = [];
  for (const stale of days) {
    const run = runs[runs.length - 1];
    const before = run?.[run.length - 1].period;
    if (before === undefined || addDays(stale.period, 1) !== before) {
      runs.push([stale]);
    } else {
      run.push(stale);
    }
  }
  return runs;
}

function keyOf({ grain, period, revision }: StalePeriod): string {
  return `${grain} ${period} ${revision}`;
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
