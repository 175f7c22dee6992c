import { addDays, dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  CollectContext,
  DayAnswer,
  Pace,
  UnreadableRecord,
  UsageRecord,
  UsageSource,
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
import { CONFIG_KEY, EnterpriseSettings } from './settings';
import { parseUserRow } from './userRow';

export const ENTERPRISE_USAGE = {
  id: 'anthropic-enterprise-usage',
  title: 'Claude Enterprise usage',
} as const;

const SETTLE_DAYS = 2;

/** Usage of Claude Code by person and UTC day, from the analytics of a Claude Enterprise organisation. */
export class EnterpriseUsageSource implements UsageSource {
  readonly kind = 'usage';
  readonly id = ENTERPRISE_USAGE.id;
  readonly title = ENTERPRISE_USAGE.title;
  readonly configKey = CONFIG_KEY;
  // People have one e-mail, whichever of Anthropic's doors names it.
  readonly namespace = 'anthropic';
  readonly settleDays = SETTLE_DAYS;
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
  ): Promise<DayAnswer<UsageRecord>> {
    const read = await readReport(this.#report(day, '1000', signal));
    return read.state === 'empty'
      ? read
      : { state: 'data', records: records(read.entries, day) };
  }

  #report(day: string, limit: string, signal: AbortSignal): Report {
    return {
      client: this.#client,
      what: `the users of ${day}`,
      day,
      path: '/users',
      query: [
        ['date', day],
        ['limit', limit],
      ],
      numbersAsText: [],
      signal,
    };
  }
}

async function* records(
  entries: readonly unknown[],
  day: string,
): AsyncGenerator<UsageRecord | UnreadableRecord, void, void> {
  for (const entry of entries) {
    const parsed = parseUserRow(entry, day);
    if (parsed.state === 'record') {
      yield parsed.record;
    } else if (parsed.state === 'unreadable') {
      yield {
        type: 'unreadable',
        raw: JSON.stringify(entry) ?? '',
        reason: parsed.reason,
      };
    }
  }
}
