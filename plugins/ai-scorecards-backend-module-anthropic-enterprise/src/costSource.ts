import { addDays, dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  CollectContext,
  CostRecord,
  CostSource,
  DayAnswer,
  Pace,
  UnreadableRecord,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import {
  ACCESS,
  analyticsClient,
  analyticsPace,
  AnalyticsTiming,
  FIRST_DAY,
  readReport,
  Report,
  testReport,
} from './analyticsApi';
import { COST_NUMBERS_AS_TEXT, parseCostRow, PRODUCT } from './costRow';
import { CONFIG_KEY, EnterpriseSettings } from './settings';

export const ENTERPRISE_COST = {
  id: 'anthropic-enterprise-cost',
  title: 'Claude Enterprise cost',
} as const;

const SETTLE_DAYS = 2;
/** Anthropic revises the cost of a day for so long. */
const RESTATED_FOR_DAYS = 30;

/** What Claude Code costs by person and UTC day, from the analytics of a Claude Enterprise organisation. */
export class EnterpriseCostSource implements CostSource {
  readonly kind = 'cost';
  readonly id = ENTERPRISE_COST.id;
  readonly title = ENTERPRISE_COST.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'anthropic';
  readonly settleDays = SETTLE_DAYS;
  readonly restatedForDays = RESTATED_FOR_DAYS;
  readonly earliestDay = FIRST_DAY;
  readonly access = ACCESS;
  readonly tool: string;
  readonly #timing: AnalyticsTiming;
  readonly #client: VendorClient;

  constructor(
    settings: EnterpriseSettings,
    timing: AnalyticsTiming = {},
    pace: Pace = analyticsPace(settings, timing),
  ) {
    this.#timing = timing;
    this.#client = analyticsClient(settings, pace, timing);
    this.tool = settings.tool;
  }

  async test({ signal }: CollectContext): Promise<void> {
    const today = dayOfInstant(this.#timing.now?.() ?? new Date());
    await testReport(
      this.#report(addDays(today, -SETTLE_DAYS - 1), '1', signal),
    );
  }

  async collectDay(
    day: string,
    { signal }: CollectContext,
  ): Promise<DayAnswer<CostRecord>> {
    const read = await readReport(this.#report(day, '1000', signal));
    return read.state === 'empty'
      ? read
      : { state: 'data', records: records(read.entries, day) };
  }

  #report(day: string, limit: string, signal: AbortSignal): Report {
    return {
      client: this.#client,
      what: `the cost of ${day}`,
      day,
      path: '/user_cost_report',
      query: [
        ['starting_at', `${day}T00:00:00Z`],
        ['ending_at', `${addDays(day, 1)}T00:00:00Z`],
        ['bucket_width', '1d'],
        ['group_by[]', 'product'],
        ['group_by[]', 'model'],
        ['products[]', PRODUCT],
        ['limit', limit],
      ],
      numbersAsText: COST_NUMBERS_AS_TEXT,
      signal,
    };
  }
}

async function* records(
  entries: readonly unknown[],
  day: string,
): AsyncGenerator<CostRecord | UnreadableRecord, void, void> {
  for (const entry of entries) yield parseCostRow(entry, day);
}
