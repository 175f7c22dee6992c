import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Check } from 'backstage-plugin-ai-scorecards-common';
import {
  IdentityResolver,
  readRoles,
  RowReader,
} from 'backstage-plugin-ai-scorecards-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { Clock } from './clock';
import { CodeHostRegistry } from './codeHosts/CodeHostRegistry';
import { AiScorecardsConfig } from './config';
import { ClosingService } from './cost/ClosingService';
import { createCost } from './cost/createCost';
import { StalePeriods } from './database';
import { RouterOptions } from './http/createRouter';
import { ErasureService } from './erasure/ErasureService';
import { createExceptions, ExceptionServices } from './exceptions';
import { IdentityResolution, IdentityStore } from './identities';
import { MeService } from './me/MeService';
import { MeStore } from './me/MeStore';
import { SeatAnswerStore } from './me/SeatAnswerStore';
import { OrgService, OrgStore } from './org';
import { catalogSlugs } from './outcomes/catalogSlugs';
import { ChangeLoader } from './outcomes/ChangeLoader';
import { IncidentService } from './outcomes/IncidentService';
import { OutcomeInputs } from './outcomes/OutcomeInputs';
import { OutcomesService } from './outcomes/OutcomesService';
import { OutcomeStore } from './outcomes/OutcomeStore';
import { OutcomeWeeks } from './outcomes/OutcomeWeeks';
import { CollectedDays } from './outcomes/CollectedDays';
import { PullRequestFactsReader } from './outcomes/PullRequestFacts';
import { ReportLoader } from './outcomes/ReportLoader';
import { QualityExplanations } from './outcomes/QualityExplanations';
import { LateAnswers } from './outcomes/LateAnswers';
import { RepositoriesToCollect } from './outcomes/RepositoriesToCollect';
import { Access } from './permissions/Access';
import { TeamDirectory } from './permissions/TeamDirectory';
import { collectNow, createPractices, PracticeServices } from './practices';
import { RetentionService } from './retention';
import { OrganisationService } from './scorecards/reads/OrganisationService';
import { ScorecardService } from './scorecards/reads/ScorecardService';
import { TeamsService } from './scorecards/reads/TeamsService';
import { useOfTools } from './scorecards/reads/toolUse';
import { TopMonths } from './scorecards/reads/TopMonths';
import { TrendsService } from './scorecards/reads/TrendsService';
import { createRefreshWorker, RefreshWorker } from './scorecards/refresh';
import { ScoringContext } from './scorecards/snapshots/ScoringContext';
import { ScorecardStore, TeamPeriods } from './scorecards/store';
import { ToolStore } from './tools';
import { ToolService } from './tools/ToolService';
import { CollectionTasks } from './usage/collectionTasks';
import { Collector } from './usage/Collector';
import { CostLineStore } from './usage/CostLineStore';
import { DayRecorder } from './usage/DayRecorder';
import { LedgerStore } from './usage/LedgerStore';
import { createPush, PushedTools, PushServices, StandIns } from './usage/push';
import { RefusedRows } from './usage/push/RefusedRows';
import { readFocusServices } from './usage/push/focus/focusServices';
import { readOtlpSettings } from './usage/push/otlp';
import { Precedence } from './usage/precedence';
import { SeatStore } from './usage/SeatStore';
import { SourceStore } from './usage/SourceStore';
import { IngestionStatusService } from './usage/status/IngestionStatusService';
import { UsageGaps } from './usage/UsageGaps';
import { UsageStore } from './usage/UsageStore';
import { SourceRegistry } from './usage/SourceRegistry';

export interface ServiceOptions {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  /** Checks that modules added. */
  addedChecks: readonly Check[];
  codeHosts: CodeHostRegistry;
  config: AiScorecardsConfig;
  directory: TeamDirectory;
  httpAuth: HttpAuthService;
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  org: OrgStore;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  registry: SourceRegistry;
  resolvers: readonly IdentityResolver[];
  /** Files of rows that modules read. */
  readers: readonly RowReader[];
  rootConfig: RootConfigService;
  scheduler: SchedulerService;
  signals: SignalsService;
  userInfo: UserInfoService;
}

/** Everything that the plugin is made of, put together once. */
export interface Services {
  directory: TeamDirectory;
  identities: IdentityResolution;
  organisation: OrgService;
  collection: CollectionTasks;
  pushes: PushServices;
  refresh: RefreshWorker;
  closing: ClosingService;
  exceptions: ExceptionServices;
  practices: PracticeServices;
  retention: RetentionService;
  /** Matches accounts and works out what is stale. */
  matchAndRefresh: () => Promise<void>;
  routes: RouterOptions;
}

export function createServices(options: ServiceOptions): Services {
  const { clock, config, directory, knex, org, registry } = options;
  const roles = readRoles(options.rootConfig);
  const minimumSize = config.privacy.minimumGroupSize;
  const stale = new StalePeriods(knex);
  const seatAnswers = new SeatAnswerStore(knex);
  const tools = new ToolStore(knex, stale);
  const identityStore = new IdentityStore(knex, clock, stale);
  const identities = new IdentityResolution({
    knex,
    identities: identityStore,
    org,
    clock,
    resolvers: options.resolvers,
    logger: options.logger,
  });
  const organisation = new OrgService({ ...options, tools, stale });
  const pushed = new PushedTools();
  const pushedTools = () => pushed.refs;
  const context = new ScoringContext({
    config,
    sources: registry.sources,
    pushedTools,
  });
  const periods = new TeamPeriods({ knex, minimumSize });
  const scorecards = new ScorecardStore({ knex, minimumSize });
  const cost = createCost({
    ...options,
    sources: () => registry.sources,
    disabled: () => registry.disabled,
    tools,
    stale,
    periods,
  });
  const { reconciliation } = cost.routes;
  const outcomesConnected = () => options.codeHosts.outcomes.length > 0;
  const outcomeWeeks = new OutcomeWeeks({ knex, minimumSize });
  const outcomeInputs = new OutcomeInputs({
    weeks: outcomeWeeks,
    connected: outcomesConnected,
  });
  const outcomes = new OutcomesService({
    org,
    context,
    clock,
    inputs: outcomeInputs,
    explanations: new QualityExplanations(knex),
  });
  const sources = new SourceStore(knex, tools, stale);
  const ledger = new LedgerStore(knex);
  const gaps = new UsageGaps({
    stored: sources,
    ledger,
    sources: () => registry.sources,
    backfillDays: config.backfillDays,
  });
  const pullRequests = new PullRequestFactsReader({
    org,
    changes: new ChangeLoader(knex),
    reports: new ReportLoader(knex),
    collected: new CollectedDays({
      knex,
      sources,
      ledger,
      outcomes: () => options.codeHosts.outcomes,
      backfillDays: config.backfillDays,
    }),
    gaps,
    minimum: minimumSize,
  });
  const practices = createPractices({
    ...options,
    tools,
    gaps,
    reportsSeats: ref => context.reportsSeats(ref),
    outcomes: {
      of: async day => ({
        pullRequestsOf: await pullRequests.all(day),
        qualityPublishedOf: group => outcomes.qualityPublishedOf(group),
      }),
    },
  });
  const retention = new RetentionService({
    knex,
    clock,
    retentionDays: config.privacy.retentionDays,
  });
  const status = new IngestionStatusService({
    retention,
    knex,
    config,
    clock,
    sources: {
      sources: () => registry.sources,
      outcomes: () => options.codeHosts.outcomes,
      disabled: () => registry.disabled,
    },
    organisation,
    reconciliation,
    seatAnswers,
    codeHosts: practices.codeHosts,
    refused: () => new RefusedRows(options).list(),
    privacyWritten: options.rootConfig.has('aiScorecards.privacy'),
    logger: options.logger,
  });
  const reads = {
    periods,
    scorecards,
    org,
    tools,
    context,
    config,
    clock,
    collection: status,
  };
  const refresh = createRefreshWorker({
    ...options,
    sources: () => registry.sources,
    pushedTools,
    outcomeSources: () => options.codeHosts.outcomes,
  });
  const refreshAfter = (match: () => Promise<unknown>) => async () => {
    await match();
    status.invalidate();
    refresh.kick();
  };
  const matchAndRefresh = refreshAfter(() => identities.run());
  const standIns = new StandIns(identityStore, () => registry.sources);
  const { collection, pushes } = createCollection(options, {
    standIns,
    tools,
    stale,
    accounts: identityStore,
    pushed,
    onCollected: refreshAfter(() => identities.runOpen()),
  });
  const access = new Access({ ...options, roles });
  const exceptions = createExceptions({
    ...options,
    access,
    roles,
    tools,
    stale,
    scorecards,
    periods,
    practicesOf: practices.passing,
  });
  const toolService = new ToolService({
    tools,
    org,
    clock,
    reportsSeats: ref => context.reportsSeats(ref),
    exceptionsOf: team => exceptions.live.ofTeam(team),
    whyTeamsLeave: exceptions.whyTeamsLeave,
    useOfTools: () => useOfTools(reads),
  });
  const months = new TopMonths(reads);
  exceptions.registerActions(options.actionsRegistry, toolService);
  return {
    directory,
    exceptions,
    practices,
    retention,
    identities,
    organisation,
    collection,
    pushes,
    refresh,
    closing: cost.routes.closing,
    matchAndRefresh,
    routes: {
      ...exceptions.routes,
      ...pushes.routes,
      access,
      auditor: options.auditor,
      scorecards: new ScorecardService({
        ...reads,
        exceptions: exceptions.live,
        outcomesConnected,
        nudgesOf: team => exceptions.nudges.ofTeam(team),
        practices: practices.scores,
      }),
      trends: new TrendsService({
        ...reads,
        outcomeWeeks,
        outcomeInputs,
        months,
      }),
      everybody: new OrganisationService({
        ...reads,
        stale,
        outcomeInputs,
        months,
        spend: cost.routes.spend,
      }),
      teams: new TeamsService({ ...reads, practices: practices.scores }),
      outcomes,
      incidents: new IncidentService({
        knex,
        store: new OutcomeStore(identityStore, stale),
        onChange: () => refresh.kick(),
      }),
      tools: toolService,
      me: new MeService({
        org,
        store: new MeStore(knex),
        answers: seatAnswers,
        nudgesOf: user => exceptions.nudges.ofPerson(user),
        statementsOf: user => practices.held.of(user),
        roles,
        config,
        clock,
      }),
      status,
      accounts: {
        list: query => identities.list(query),
        decide: (request, by) =>
          'csv' in request
            ? identities.decideCsv(request.csv, by)
            : identities.decide(request.decisions, by),
      },
      ...cost.routes,
      collection,
      onOrganisation: () => {
        matchAndRefresh().catch(error => {
          options.logger.warn(
            'Accounts could not be matched; trying again after the next collection',
            { error: String(error) },
          );
        });
      },
      codeHosts: {
        collectNow: id =>
          collectNow({ scheduler: options.scheduler, ...practices.tasks }, id),
      },
      organisation,
      practices: practices.routes,
      erasures: new ErasureService({
        knex,
        clock,
        standIns,
        eraseDecisions: exceptions.erase,
        onChange: () => status.invalidate(),
      }),
    },
  };
}

/** What collects from the vendors, and what takes what is pushed. */
function createCollection(
  options: ServiceOptions,
  parts: {
    tools: ToolStore;
    stale: StalePeriods;
    accounts: IdentityStore;
    pushed: PushedTools;
    standIns: StandIns;
    onCollected: () => Promise<void>;
  },
): { collection: CollectionTasks; pushes: PushServices } {
  const { clock, codeHosts, config, knex, logger, registry, scheduler } =
    options;
  const { tools, stale, accounts } = parts;
  const sources = new SourceStore(knex, tools, stale);
  const ledger = new LedgerStore(knex);
  const recorder = new DayRecorder({
    knex,
    ledger,
    stale,
    usage: new UsageStore(accounts),
    costs: new CostLineStore(),
    seats: new SeatStore(accounts, stale),
    outcomes: new OutcomeStore(accounts, stale),
    precedence: new Precedence(config),
  });
  const onCollected = () => {
    parts.onCollected().catch(error => {
      logger.warn(
        'Accounts could not be matched; trying again after the next day',
        {
          error: String(error),
        },
      );
    });
  };
  const collector = new Collector({
    clock,
    logger,
    backfillDays: config.backfillDays,
    currency: config.contracts[0]?.currency ?? 'USD',
    sources,
    ledger,
    recorder,
    repositories: new RepositoriesToCollect({
      knex,
      ledger,
      slugsOf: catalogSlugs(options.catalog, options.auth),
    }),
    late: new LateAnswers({ knex, ledger, clock, logger }),
    onCollected,
  });
  const otlp = readOtlpSettings(options.rootConfig);
  if (otlp.fault !== undefined) {
    registry.addDisabledSource({
      id: 'otlp',
      title: 'OpenTelemetry',
      configKey: 'otlp',
      path: 'aiScorecards.sources.otlp',
      reason: otlp.fault,
    });
  }
  const pushes = createPush({
    ...options,
    sources,
    ledger,
    recorder,
    tools,
    pushed: parts.pushed,
    standIns: parts.standIns,
    vendors: () => registry.sources,
    otlp,
    focusServices: readFocusServices(options.rootConfig),
    onCollected,
  });
  const collection = new CollectionTasks({
    scheduler,
    logger,
    registry: { sources: [...registry.sources, ...codeHosts.outcomes] },
    collector,
    sources,
    ledger,
    clock,
    daysBack: config.privacy.retentionDays,
  });
  return { collection, pushes };
}
