import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  OutcomeSource,
  Source,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock } from '../../clock';
import { AiScorecardsConfig } from '../../config';
import { ClosingService } from '../../cost/ClosingService';
import { hasPool } from '../../cost/creditTerms';
import { MonthCostLoader } from '../../cost/MonthCostLoader';
import { MoneyStore } from '../../cost/MoneyStore';
import { StalePeriods } from '../../database';
import { FindingLoader } from '../../outcomes/FindingLoader';
import { OutcomeInputs } from '../../outcomes/OutcomeInputs';
import { OutcomeRefresher } from '../../outcomes/OutcomeRefresher';
import { OutcomeWeeks } from '../../outcomes/OutcomeWeeks';
import { OrgStore } from '../../org';
import { ExceptedTools } from '../../exceptions/figures/ExceptedTools';
import { SpanStore } from '../../exceptions/store/SpanStore';
import { ToolStore } from '../../tools';
import { ScoringContext } from '../snapshots/ScoringContext';
import { SnapshotBuilder } from '../snapshots/SnapshotBuilder';
import { PeerStore, ScorecardStore, TeamPeriods } from '../store';
import { CardRefresher } from './CardRefresher';
import { DayRefresher } from './DayRefresher';
import { Precedence } from '../../usage/precedence';
import { LedgerReader } from './LedgerReader';
import { MonthRefresher } from './MonthRefresher';
import { PeriodLoader } from './PeriodLoader';
import { PresenceStore } from './PresenceStore';
import { RefreshWorker } from './RefreshWorker';
import { WeekRefresher } from './WeekRefresher';

/** Puts together what works out figures again after a change. */
export function createRefreshWorker(options: {
  knex: Knex;
  config: AiScorecardsConfig;
  clock: Clock;
  logger: LoggerService;
  scheduler: SchedulerService;
  /** The sources that are configured now. */
  sources: () => readonly Source[];
  /** Tools that something was pushed for, by entity ref. */
  pushedTools?: () => ReadonlySet<string>;
  /** Those of them that tell what came of the work. */
  outcomeSources: () => readonly OutcomeSource[];
}): RefreshWorker {
  const { knex, config, clock } = options;
  const minimumSize = config.privacy.minimumGroupSize;
  const stale = new StalePeriods(knex);
  const org = new OrgStore(knex);
  const tools = new ToolStore(knex, stale);
  const presence = new PresenceStore(knex);
  const precedence = new Precedence(config);
  const periods = new TeamPeriods({ knex, minimumSize });
  const loader = new PeriodLoader({ knex, org, presence, config });
  const ledger = new LedgerReader({
    knex,
    sources: () => [...options.sources(), ...options.outcomeSources()],
    backfillDays: config.backfillDays,
    pooledTools: ref =>
      config.contracts.some(
        contract =>
          contract.tool === ref.toLocaleLowerCase('en-US') && hasPool(contract),
      ),
    licensedTools: ref =>
      config.contracts.some(
        contract => contract.tool === ref && contract.licensedGroups.length > 0,
      ),
  });
  const parts = { knex, stale, loader, ledger, periods, tools };
  return new RefreshWorker({
    ...options,
    stale,
    precedence,
    refreshers: {
      day: new DayRefresher({ ...parts, presence, precedence }),
      week: new WeekRefresher({
        ...parts,
        excepted: new ExceptedTools({
          spans: new SpanStore(knex, stale),
          org,
          tools,
        }),
      }),
      month: new MonthRefresher({
        ...parts,
        costs: new MonthCostLoader({ knex, config }),
        money: new MoneyStore(knex),
        closing: new ClosingService({ ...options, org, stale, periods }),
        minimum: minimumSize,
      }),
      merge: new OutcomeRefresher({
        ...parts,
        weeks: new OutcomeWeeks({ knex, minimumSize }),
        findings: new FindingLoader({ knex, sources: options.outcomeSources }),
        minimum: minimumSize,
        minimumCoverage: config.identity.minimumCoverage,
      }),
      card: new CardRefresher({
        ...parts,
        scorecards: new ScorecardStore({ knex, minimumSize }),
        peers: new PeerStore(knex),
        org,
        snapshots: new SnapshotBuilder({
          periods,
          org,
          tools,
          context: new ScoringContext({
            config,
            sources: options.sources(),
            pushedTools: options.pushedTools,
          }),
          clock,
          outcomes: new OutcomeInputs({
            weeks: new OutcomeWeeks({ knex, minimumSize }),
            connected: () => options.outcomeSources().length > 0,
          }),
        }),
        minimumCoverage: config.identity.minimumCoverage,
      }),
    },
  });
}
