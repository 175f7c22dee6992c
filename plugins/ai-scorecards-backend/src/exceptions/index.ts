import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  CheckedPractice,
  EXCEPTIONS_CHANNEL,
  FREE_TEXT_KEYS,
} from 'backstage-plugin-ai-scorecards-common';
import { hasRole, RoleRefs } from 'backstage-plugin-ai-scorecards-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { Clock } from '../clock';
import { AiScorecardsConfig } from '../config';
import { OrgStore } from '../org';
import { audited } from '../http/audited';
import { Access } from '../permissions/Access';
import { TeamDirectory } from '../permissions/TeamDirectory';
import { ToolStore } from '../tools';
import { ToolService } from '../tools/ToolService';
import { Nudges } from './figures/Nudges';
import { pricePerSeat } from './figures/pricePerSeat';
import { whyTeamsLeave } from './figures/whyTeamsLeave';
import { yearOfUse } from './figures/useOfTools';
import { registerExceptionActions } from './actions/exceptionActions';
import { BoardService } from './board/BoardService';
import { GovernanceWatch } from './board/GovernanceWatch';
import { Digest } from './notices/Digest';
import { RequestAccess } from './access/RequestAccess';
import { scheduleExceptions } from './exceptionTasks';
import { LiveExceptions } from './LiveExceptions';
import { DecisionLog, headOf } from './log';
import { Courier } from './notices/Courier';
import { OutboxStore } from './notices/OutboxStore';
import { PeopleDirectory } from './people/PeopleDirectory';
import { RequestReads } from './RequestReads';
import { ScorecardStore, TeamPeriods } from '../scorecards/store';
import { StalePeriods } from '../database';
import { TeamFigures } from './figures/TeamFigures';
import { ToolUseStore } from './figures/ToolUseStore';
import { SpanStore } from './store/SpanStore';
import { CaseFacts } from './service/CaseFacts';
import { CaseService } from './service/CaseService';
import { ownersInCatalog } from './service/facts/scope';
import { CaseCounts } from './store/CaseCounts';
import { CaseStore } from './store/CaseStore';
import { DeputyStore } from './store/DeputyStore';

export { scheduleExceptions };

/** The exceptions workflow, put together once. */
export type ExceptionServices = ReturnType<typeof createExceptions>;

export function createExceptions(options: {
  access: Access;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  config: AiScorecardsConfig;
  directory: TeamDirectory;
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  org: OrgStore;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  roles: RoleRefs;
  signals: SignalsService;
  tools: ToolStore;
  stale: StalePeriods;
  scorecards: ScorecardStore;
  periods: TeamPeriods;
  /** How the practice checks of a team stand, by check. */
  practicesOf: (team: string) => Promise<ReadonlyMap<string, CheckedPractice>>;
}) {
  const { clock, config, knex, logger, org, roles, tools } = options;
  const { rules, logKey } = config.exceptions;
  const cases = new CaseStore(knex);
  const counts = new CaseCounts(knex);
  const use = new ToolUseStore(knex);
  const deputies = new DeputyStore(knex);
  const outbox = new OutboxStore(knex);
  const log =
    logKey === null
      ? null
      : new DecisionLog(knex, { key: logKey, textKeys: FREE_TEXT_KEYS });
  const facts = new CaseFacts({
    cases,
    deputies,
    directory: new PeopleDirectory(org),
    tools,
    rules,
    clock,
    ownersOf: ownersInCatalog(options),
    practicesOf: options.practicesOf,
    figures: new TeamFigures({
      ...options,
      use,
      currency: config.contracts[0]?.currency ?? 'USD',
      minimumSize: config.privacy.minimumGroupSize,
    }),
    isAdmin: (user, groups) => hasRole(roles, 'admins', [user, ...groups]),
    watchers: { admins: roles.admins, operators: roles.operators },
  });
  const courier = new Courier({
    outbox,
    notifications: options.notifications,
    clock,
    logger,
  });
  const service = new CaseService({
    knex,
    cases,
    facts,
    log,
    outbox,
    spans: new SpanStore(knex, options.stale),
    onFailure: (id, error) => {
      logger.error(`What is due to request ${id} could not happen`, error);
    },
    onDue: async (id, what) => {
      for (const step of what) {
        await audited(
          options.auditor,
          undefined,
          'exception-due',
          async () => undefined,
          async () => ({ request: id, step, ...(await headOf(log)()) }),
        );
      }
    },
    onChange: () => {
      options.signals
        .publish({
          recipients: { type: 'broadcast' },
          channel: EXCEPTIONS_CHANNEL,
          message: {},
        })
        .catch(error => {
          logger.warn('Open pages were not told', { error: String(error) });
        });
      courier.deliver().catch(error => {
        logger.warn('Notices wait for the next turn', { error: String(error) });
      });
    },
  });
  const live = new LiveExceptions({ cases, org, clock });
  const requestAccess = new RequestAccess({ ...options, cases, facts });
  const requestReads = new RequestReads({
    cases,
    facts,
    live,
    log,
    pricePerSeat: (tool, day) => pricePerSeat(config.contracts, tool, day),
  });
  return {
    live,
    /** Forgets a person; where no log is kept, nothing was ever decided. */
    erase: async (person: string, names: readonly string[], by: string) =>
      log === null ? 0 : service.erase(person, names, by),
    whyTeamsLeave: () => whyTeamsLeave({ counts, rules, clock }),
    nudges: new Nudges({
      org,
      tools,
      use,
      live,
      clock,
      minimumSize: config.privacy.minimumGroupSize,
    }),
    registerActions: (
      registry: ActionsRegistryService,
      toolService: ToolService,
    ) =>
      registerExceptionActions(registry, {
        auditor: options.auditor,
        access: options.access,
        requestAccess,
        reads: requestReads,
        cases: service,
        tools: toolService,
        head: headOf(log),
      }),
    routes: {
      requestAccess,
      cases: service,
      requestReads,
      boards: new BoardService({
        knex,
        cases,
        counts,
        deputies,
        facts,
        log,
        toolUse: day => yearOfUse(options, day),
      }),
      decisionLog: log,
    },
    tasks: {
      cases: service,
      courier,
      digest: new Digest({ knex, counts, facts, outbox }),
      governance: log && new GovernanceWatch({ knex, facts, log }),
    },
  };
}
