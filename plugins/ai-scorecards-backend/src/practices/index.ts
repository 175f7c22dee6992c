import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Check } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Clock } from '../clock';
import { AiScorecardsConfig } from '../config';
import { StalePeriods } from '../database';
import { ToolUseStore } from '../exceptions/figures/ToolUseStore';
import { Courier } from '../exceptions/notices/Courier';
import { OutboxStore } from '../exceptions/notices/OutboxStore';
import { CaseStore } from '../exceptions/store/CaseStore';
import { OrgStore } from '../org';
import { ToolStore } from '../tools';
import type { UsageGaps } from '../usage/UsageGaps';
import { RepositoryRefresh } from './catalog/RepositoryRefresh';
import { RepositoryStore } from './catalog/RepositoryStore';
import { ChecklistService } from './checklist/ChecklistService';
import { ChecklistStore } from './checklist/ChecklistStore';
import { createChecks, switchedOffChecks } from './createChecks';
import { CodeHostRegistry } from '../codeHosts/CodeHostRegistry';
import { codeHostStatus } from './evidence/codeHostStatus';
import { CodeHostStore } from './evidence/CodeHostStore';
import { EvidenceCollector } from './evidence/EvidenceCollector';
import { EvidenceStore } from './evidence/EvidenceStore';
import { ReadRequests } from './evidence/ReadRequests';
import { ScannedRepositories } from './evidence/ScannedRepositories';
import { DryRun } from './evaluation/DryRun';
import { Evaluator } from './evaluation/Evaluator';
import { LevelPeerStore } from './evaluation/LevelPeerStore';
import { ResultStore } from './evaluation/ResultStore';
import { FactsReader } from './facts/FactsReader';
import { OutcomeFacts } from './facts/outcomeFacts';
import { SeatHolders } from './facts/SeatHolders';
import { HeldStatements } from './HeldStatements';
import { passingOf } from './passingOf';
import { PracticeReads } from './PracticeReads';
import { PracticeScores } from './PracticeScores';
import { collectNow, PracticeTasks, schedulePractices } from './practiceTasks';
import { PracticeRouteOptions } from './routes';
import { AttestationStore } from './statements/AttestationStore';
import { Reminders } from './statements/Reminders';
import { StanceStore } from './statements/StanceStore';
import { StatementService } from './statements/StatementService';

export { CodeHostRegistry, collectNow, schedulePractices };
export { PracticeScores } from './PracticeScores';
export type { PracticeScore } from './PracticeScores';
export { noOutcomes } from './facts/outcomeFacts';
export type { OutcomeFacts } from './facts/outcomeFacts';

/** Practice checks, put together once. */
export type PracticeServices = ReturnType<typeof createPractices>;

export interface PracticesOptions {
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  config: AiScorecardsConfig;
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  org: OrgStore;
  tools: ToolStore;
  codeHosts: CodeHostRegistry;
  /** Checks that modules added. */
  addedChecks: readonly Check[];
  outcomes: OutcomeFacts;
  /** Whether anything that is connected or configured says who has a seat of a tool, by its ref. */
  reportsSeats: (toolRef: string) => boolean;
  /** Usage sources of which days are not collected. */
  gaps: Pick<UsageGaps, 'before'>;
}

export function createPractices(options: PracticesOptions) {
  const { clock, config, knex, org, codeHosts, addedChecks } = options;
  const checks = createChecks(config.practices, addedChecks);
  const stale = new StalePeriods(knex);
  const repositories = new RepositoryStore(knex, stale);
  const evidence = new EvidenceStore(knex);
  const hosts = new CodeHostStore(knex);
  const attestations = new AttestationStore(knex);
  const stance = new StanceStore(knex);
  const checklists = new ChecklistStore(knex);
  const results = new ResultStore(knex);
  const peers = new LevelPeerStore(knex);
  const facts = new FactsReader({
    ...options,
    cases: new CaseStore(knex),
    use: new ToolUseStore(knex),
    holders: new SeatHolders(knex),
    repositories,
    evidence,
    hosts,
    registry: codeHosts,
    stance,
    checklists,
  });
  const outbox = new OutboxStore(knex);
  const evaluator = new Evaluator({
    knex,
    clock,
    checks,
    facts,
    attestations,
    results,
    peers,
    org,
    repositories,
    config,
  });
  const tasks: PracticeTasks = {
    registry: codeHosts,
    refresh: new RepositoryRefresh({ ...options, repositories }),
    collector: new EvidenceCollector({
      ...options,
      repositories,
      evidence,
      scanned: new ScannedRepositories(stale),
      hosts,
    }),
    requests: new ReadRequests(knex),
    evaluator,
    reminders: new Reminders({
      knex,
      attestations,
      repositories,
      outbox,
      org,
      checks,
      clock,
    }),
    courier: new Courier({ ...options, outbox }),
  };
  const routes: PracticeRouteOptions['practices'] = {
    org,
    clock,
    reads: new PracticeReads({
      checks,
      switchedOff: switchedOffChecks(config.practices, addedChecks),
      results,
      peers,
      checklists,
      registry: codeHosts,
      clock,
      config,
    }),
    statements: new StatementService({
      knex,
      org,
      checks,
      attestations,
      stance,
      evaluator,
      clock,
      config,
    }),
    checklists: new ChecklistService({ knex, store: checklists, org, clock }),
    dryRun: new DryRun({
      checks,
      added: addedChecks,
      facts,
      attestations,
      results,
      clock,
      config,
    }),
  };
  return {
    tasks,
    routes,
    /** What scorecards and lists show of levels. */
    scores: new PracticeScores({ checks, results, peers, clock, config }),
    /** How the checks of a team stand, by check. */
    passing: (teamRef: string) =>
      passingOf({ org, results: results.checks }, teamRef),
    /** What is held on one person. */
    held: new HeldStatements({ attestations, stance, org, clock, config }),
    /** The code hosts, for operators. */
    codeHosts: async () => {
      const stored = new Map(
        (await hosts.list()).map(host => [host.key, host]),
      );
      return codeHosts.evidence.map(source =>
        codeHostStatus(source, stored.get(source.id), new Date()),
      );
    },
  };
}
