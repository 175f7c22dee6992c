import type {
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { FREE_TEXT_KEYS } from 'backstage-plugin-ai-scorecards-common';
import { hasRole, RoleRefs } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock } from '../clock';
import { AiScorecardsConfig } from '../config';
import { OrgStore } from '../org';
import { Access } from '../permissions/Access';
import { TeamDirectory } from '../permissions/TeamDirectory';
import { ToolStore } from '../tools';
import { RequestAccess } from './access/RequestAccess';
import { scheduleExceptions } from './exceptionTasks';
import { LiveExceptions } from './LiveExceptions';
import { DecisionLog } from './log';
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
import { CaseStore } from './store/CaseStore';
import { DeputyStore } from './store/DeputyStore';

export { scheduleExceptions };

/** The exceptions workflow, put together once. */
export type ExceptionServices = ReturnType<typeof createExceptions>;

export function createExceptions(options: {
  access: Access;
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
  tools: ToolStore;
  stale: StalePeriods;
  scorecards: ScorecardStore;
  periods: TeamPeriods;
}) {
  const { clock, config, knex, logger, org, roles, tools } = options;
  const { rules, logKey } = config.exceptions;
  const cases = new CaseStore(knex);
  const outbox = new OutboxStore(knex);
  const log =
    logKey === null
      ? null
      : new DecisionLog(knex, { key: logKey, textKeys: FREE_TEXT_KEYS });
  const facts = new CaseFacts({
    cases,
    deputies: new DeputyStore(knex),
    directory: new PeopleDirectory(org),
    tools,
    rules,
    clock,
    figures: new TeamFigures({
      ...options,
      use: new ToolUseStore(knex),
      currency: config.contracts[0]?.currency ?? 'USD',
      minimumSize: config.privacy.minimumGroupSize,
    }),
    isAdmin: (user, groups) => hasRole(roles, 'admins', [user, ...groups]),
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
    onChange: () => {
      courier.deliver().catch(error => {
        logger.warn('Notices wait for the next turn', { error: String(error) });
      });
    },
  });
  return {
    live: new LiveExceptions({ cases, org, clock }),
    routes: {
      requestAccess: new RequestAccess({ ...options, cases, facts }),
      cases: service,
      requestReads: new RequestReads({ cases, facts }),
      decisionLog: log,
    },
    tasks: { cases: service, courier, isEnabled: log !== null },
  };
}
