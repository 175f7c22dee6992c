import type {
  DisabledSource,
  Source,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock } from '../clock';
import { AiScorecardsConfig } from '../config';
import { StalePeriods } from '../database';
import { OrgStore } from '../org';
import { TeamPeriods } from '../scorecards/store';
import { ToolStore } from '../tools';
import { ClosingService } from './ClosingService';
import { commitmentStates } from './commitments';
import { CostExports } from './CostExports';
import { ModelSpendStore } from './ModelSpendStore';
import { ReconciliationService } from './ReconciliationService';
import { SpendService } from './SpendService';

/** Puts together what tells finance of cost. */
export function createCost(options: {
  knex: Knex;
  config: AiScorecardsConfig;
  clock: Clock;
  /** The sources that are configured now. */
  sources: () => readonly Source[];
  /** Those that configuration asks for and that cannot run. */
  disabled: () => readonly DisabledSource[];
  org: OrgStore;
  tools: ToolStore;
  stale: StalePeriods;
  periods: TeamPeriods;
}) {
  const { contracts } = options.config;
  const reconciliation = new ReconciliationService(options);
  const closing = new ClosingService(options);
  return {
    routes: {
      reconciliation,
      spend: new SpendService({
        reconciliation,
        models: new ModelSpendStore(options.knex),
        madeFrom: () =>
          Promise.all([
            closing.version(),
            options.org.version(),
            options.tools.current(),
          ]),
        titleOfTool: async ref =>
          (await options.tools.byRef(ref))?.title ?? ref,
        clock: options.clock,
        currency: contracts[0]?.currency ?? 'USD',
        minimumSize: options.config.privacy.minimumGroupSize,
      }),
      commitments: async () =>
        contracts.some(({ commitments }) => commitments.length > 0)
          ? commitmentStates(contracts, await reconciliation.lines({}))
          : [],
      closing,
      exports: new CostExports({ ...options, reconciliation }),
    },
  };
}
