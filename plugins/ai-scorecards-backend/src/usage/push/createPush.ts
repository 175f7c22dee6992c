import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { RowReader, Source } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock } from '../../clock';
import { AiScorecardsConfig } from '../../config';
import { ToolStore } from '../../tools';
import { DayRecorder } from '../DayRecorder';
import { LedgerStore } from '../LedgerStore';
import { SourceStore } from '../SourceStore';
import { FocusIntake } from './focus/FocusIntake';
import { Gate } from './http/Gate';
import { OtlpIntake, OtlpSettings, PointStore } from './otlp';
import { PushAggregator } from './PushAggregator';
import { PushedTools } from './PushedTools';
import { PushIntake } from './PushIntake';
import { PushStore } from './PushStore';
import { RefusedRows } from './RefusedRows';
import { RowFiles } from './RowFiles';
import { RowIntake } from './RowIntake';
import { StandIns } from './StandIns';

export interface PushServices {
  aggregator: PushAggregator;
  files: RowFiles;
  routes: {
    logger: LoggerService;
    gate: Gate;
    rows: RowIntake;
    focus: FocusIntake;
    refused: RefusedRows;
    otlp: OtlpIntake;
  };
}

/** Puts together what takes pushes and turns them into facts. */
export function createPush(options: {
  knex: Knex;
  config: AiScorecardsConfig;
  clock: Clock;
  logger: LoggerService;
  scheduler: SchedulerService;
  sources: SourceStore;
  ledger: LedgerStore;
  recorder: DayRecorder;
  tools: ToolStore;
  pushed: PushedTools;
  standIns: StandIns;
  vendors: () => readonly Source[];
  readers: readonly RowReader[];
  otlp: OtlpSettings;
  /** Entity refs of tools by `ServiceName` in lower case. */
  focusServices: Readonly<Record<string, string>>;
  onCollected: () => void;
}): PushServices {
  const { knex, config, clock, sources, tools } = options;
  const currency = config.contracts[0]?.currency ?? 'USD';
  const { standIns } = options;
  const store = new PushStore(knex, standIns);
  const points = new PointStore(knex, store, standIns);
  const aggregator = new PushAggregator({
    ...options,
    store,
    points,
    currency,
    onTools: found => options.pushed.set(found),
    toolRefs: async () =>
      new Map((await tools.list()).map(({ id, ref }) => [id, ref])),
  });
  const intake = new PushIntake({
    sources,
    store,
    onPushed: () => aggregator.kick(),
  });
  const rows = new RowIntake({
    intake,
    clock,
    currency,
    retentionDays: config.privacy.retentionDays,
    knownTools: async () =>
      new Map((await tools.list()).map(({ ref, known }) => [ref, known])),
  });
  const refused = new RefusedRows({ knex, clock });
  const focus = new FocusIntake({
    intake,
    recorder: options.recorder,
    clock,
    rules: { currency, services: options.focusServices },
    retentionDays: config.privacy.retentionDays,
    isKnown: async tool => (await tools.byRef(tool))?.known ?? false,
    onCollected: options.onCollected,
  });
  return {
    aggregator,
    files: new RowFiles({
      ...options,
      readers: () => options.readers,
      rows,
      bills: focus,
      refused,
    }),
    routes: {
      logger: options.logger,
      gate: new Gate(),
      rows,
      refused,
      focus,
      otlp: new OtlpIntake({
        intake,
        refused,
        points,
        settings: options.otlp,
        clock,
        currency,
      }),
    },
  };
}
