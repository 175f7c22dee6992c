import { asSentence } from 'backstage-plugin-ai-scorecards-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Coverage,
  Freshness,
  IngestionStatus,
} from 'backstage-plugin-ai-scorecards-common';
import type {
  DisabledSource,
  OutcomeSource,
  Source,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock, today } from '../../clock';
import { AiScorecardsConfig } from '../../config';
import { StalePeriods } from '../../database';
import { IdentityStore } from '../../identities';
import type { OrgStatus } from '../../org';
import type { RetentionService } from '../../retention';
import { ToolStore } from '../../tools';
import { CollectedSource } from '../collectedSource';
import { planProgress } from '../dayPlan';
import { CoverageStore } from './CoverageStore';
import { healthSentence } from './healthSentence';
import { KeptRead } from './KeptRead';
import { reportOfPushed } from './pushedStatus';
import { settledThrough } from './settledThrough';
import { setupChecklist } from './setupChecklist';
import {
  freshnessOf,
  reportOf,
  reportOfDisabled,
  SourceReport,
} from './sourceStatus';
import { SourceView } from './sourceView';
import { SourceViews } from './SourceViews';
import { testSource } from './testSource';
import {
  ReconciliationReads,
  UnresolvedCostStore,
} from './UnresolvedCostStore';

/** How often a source runs, where it is not told otherwise. */
const RUN_EVERY_MINUTES = 30;
/** Every page asks for freshness and coverage; so old they may be. */
const KEEP_MS = 5_000;
const TEST_LIMIT_MS = 20_000;

/** The sources that run and those that cannot. */
export interface SourceList {
  sources(): readonly Source[];
  /** What code hosts tell of the work. */
  outcomes(): readonly OutcomeSource[];
  disabled(): readonly DisabledSource[];
}

export interface IngestionStatusOptions {
  knex: Knex;
  config: AiScorecardsConfig;
  /** Whether `aiScorecards.privacy` is written in app-config. */
  privacyWritten: boolean;
  sources: SourceList;
  organisation: { status(): Promise<OrgStatus> };
  reconciliation: ReconciliationReads;
  /** People who want to return a seat that they hold on a UTC day, by tool. */
  seatAnswers: {
    toReturn(
      day: string,
    ): Promise<{ tool: string; title: string; people: number }[]>;
  };
  /** What is deleted for its age. */
  retention: Pick<RetentionService, 'status'>;
  /** How the code hosts stand. */
  codeHosts: () => Promise<IngestionStatus['codeHosts']>;
  /** What of files and pushes was refused. */
  refused: () => Promise<IngestionStatus['refused']>;
  clock: Clock;
  logger: LoggerService;
  runEveryMinutes?: number;
  /** How long freshness and coverage are kept, in milliseconds. */
  keepMs?: number;
  testLimitMs?: number;
  /** The machine's own time, by which runs and vendors' pauses are measured. */
  time?: () => Date;
}

/** How collection stands. */
export interface IngestionStatusReads {
  status(): Promise<IngestionStatus>;
  freshness(): Promise<Freshness>;
  coverage(): Promise<Coverage>;
  /** Throws NotFoundError for an id that no source has. */
  testSource(id: string): Promise<{ ok: boolean; sentence: string }>;
  /** Forgets what was read a moment ago. */
  invalidate(): void;
}

/** Tells from the ledger, the sources and the accounts how collection stands. Writes nothing. */
export class IngestionStatusService implements IngestionStatusReads {
  readonly #options: IngestionStatusOptions;
  readonly #sources: SourceViews;
  readonly #tools: ToolStore;
  readonly #identities: IdentityStore;
  readonly #stale: StalePeriods;
  readonly #shares: CoverageStore;
  readonly #unresolvedCost: UnresolvedCostStore;
  readonly #freshness: KeptRead<Freshness>;
  readonly #coverage: KeptRead<Coverage>;

  constructor(options: IngestionStatusOptions) {
    const { knex, clock, keepMs = KEEP_MS } = options;
    this.#options = options;
    this.#stale = new StalePeriods(knex);
    this.#tools = new ToolStore(knex, this.#stale);
    this.#sources = new SourceViews(knex);
    this.#identities = new IdentityStore(knex, clock, this.#stale);
    this.#shares = new CoverageStore(knex);
    this.#unresolvedCost = new UnresolvedCostStore(
      knex,
      options.reconciliation,
    );
    this.#freshness = new KeptRead(() => this.#readFreshness(), keepMs);
    this.#coverage = new KeptRead(() => this.#readCoverage(), keepMs);
  }

  /** Everything that the operators' page shows of collection, read afresh. */
  async status(): Promise<IngestionStatus> {
    const {
      clock,
      config,
      sources,
      organisation,
      privacyWritten,
      seatAnswers,
      codeHosts,
      refused,
      retention,
    } = this.#options;
    const day = today(clock);
    const [
      views,
      counts,
      coverage,
      cost,
      org,
      tools,
      toReturn,
      pendingPeriods,
      pushed,
      hosts,
      kept,
      refusedRows,
    ] = await Promise.all([
      this.#views(),
      this.#identities.counts(),
      this.#readCoverage(),
      this.#unresolvedCost.lastMonth(day),
      organisation.status(),
      this.#tools.list(),
      seatAnswers.toReturn(day),
      this.#stale.count(),
      this.#pushedViews(),
      codeHosts(),
      retention.status(),
      refused(),
    ]);
    const reports = [
      ...this.#reports(views),
      ...pushed.map(view => reportOfPushed(view, day)),
    ];
    const statuses = reports.map(({ status }) => status);
    const { heldSnapshot, ...orgStatus } = org;
    const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
    return {
      sentence: healthSentence(
        reports.map(({ health }) => health),
        this.#machineTime(),
      ),
      checklist: setupChecklist({
        config,
        privacyWritten,
        tools,
        organisation: orgStatus,
        sources: sources.sources(),
        statuses,
        codeHosts: hosts,
        accounts: { total, unresolved: counts.unresolved },
        coverage,
      }),
      sources: statuses,
      codeHosts: hosts,
      refused: refusedRows,
      accounts: {
        total,
        person: counts.person,
        serviceAccount: counts['service-account'],
        left: counts.left,
        unresolved: counts.unresolved,
        matched: coverage.accounts,
        costMatched: coverage.cost,
        unresolvedCostMicros: cost,
      },
      heldSnapshot,
      organisation: orgStatus,
      privacy: { ...config.privacy, ...kept },
      seatsToReturn: toReturn.map(({ people, ...tool }) => ({
        ...tool,
        people: people < config.privacy.minimumGroupSize ? null : people,
      })),
      pendingPeriods,
    };
  }

  /** Up to when figures speak; at most a few seconds old. */
  freshness(): Promise<Freshness> {
    return this.#freshness.get();
  }

  /** How much of what the vendors report is resolved; at most a few seconds old. */
  coverage(): Promise<Coverage> {
    return this.#coverage.get();
  }

  /** Asks a vendor once. Throws NotFoundError for an id that no source has. */
  async testSource(id: string): Promise<{ ok: boolean; sentence: string }> {
    const { sources, logger, testLimitMs = TEST_LIMIT_MS } = this.#options;
    const source = this.#all().find(each => each.id === id);
    if (source) return testSource(source, logger, testLimitMs);
    const disabled = sources.disabled().find(each => each.id === id);
    if (disabled) {
      return {
        ok: false,
        sentence: asSentence(
          `Switched off at ${disabled.path}: ${disabled.reason}`,
        ),
      };
    }
    throw new NotFoundError(`There is no source ${id}`);
  }

  invalidate(): void {
    this.#freshness.forget();
    this.#coverage.forget();
  }

  #views(): Promise<SourceView[]> {
    const { config, clock } = this.#options;
    return this.#sources.read(
      this.#all(),
      config.backfillDays,
      today(clock),
      this.#machineTime(),
    );
  }

  #pushedViews(): Promise<SourceView[]> {
    const { config, clock } = this.#options;
    return this.#sources.readPushed(config.backfillDays, today(clock));
  }

  #all(): readonly CollectedSource[] {
    const { sources } = this.#options;
    return [...sources.sources(), ...sources.outcomes()];
  }

  #machineTime(): Date {
    return this.#options.time?.() ?? new Date();
  }

  #reports(views: readonly SourceView[]): SourceReport[] {
    const {
      sources,
      clock,
      runEveryMinutes = RUN_EVERY_MINUTES,
    } = this.#options;
    const present = { today: today(clock), machine: this.#machineTime() };
    return [
      ...views.map(view => reportOf(view, present, runEveryMinutes * 60_000)),
      ...sources.disabled().map(reportOfDisabled),
    ];
  }

  async #readFreshness(): Promise<Freshness> {
    const day = today(this.#options.clock);
    const views = await this.#views();
    const usage = views.filter(({ rule }) => rule.kind === 'usage');
    const reports = this.#reports(views);
    const isRunning = reports.some(
      ({ status }) => status.kind === 'usage' && status.backfill !== null,
    );
    const progress = { daysDone: 0, daysWanted: 0 };
    for (const { rule, ledger } of usage) {
      const { daysDone, daysWanted } = planProgress(rule, ledger, day);
      progress.daysDone += daysDone;
      progress.daysWanted += daysWanted;
    }
    const told = usage.length > 0 ? usage : await this.#pushedViews();
    return {
      // What vendors report is not held up by what is pushed beside; without them, pushes are all there is.
      ...settledThrough(told, day),
      sources: reports.map(({ status }) => freshnessOf(status)),
      progress: isRunning ? progress : null,
      // Counted after the days were read, whose marks are written with them: none left means that all are in.
      workingOut: (await this.#stale.count()) > 0,
    };
  }

  async #readCoverage(): Promise<Coverage> {
    const least = this.#options.config.identity.minimumCoverage;
    const { accounts, cost } = await this.#shares.shares();
    return {
      accounts,
      // In whole per cent: a finer share times a known total would tell what a single account costs.
      cost: cost === null ? null : Math.floor(cost * 100 + 1e-9) / 100,
      provisional: [accounts, cost].some(
        share => share !== null && share < least,
      ),
    };
  }
}
