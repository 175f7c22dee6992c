import { addDays, dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  askForPage,
  CollectContext,
  CostRecord,
  CostSource,
  DayAnswer,
  entriesFrom,
  ListPage,
  PagedList,
  UnreadableRecord,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import { ACCESS, anthropicClient, AnthropicTiming } from './anthropicApi';
import { BUCKET_NUMBERS_AS_TEXT, parseCostBucket } from './costBucket';
import { AnthropicSettings, CONFIG_KEY, DEFAULT_WORKSPACE } from './settings';

export const COST_REPORT = {
  id: 'anthropic-cost-report',
  title: 'Anthropic cost report',
} as const;

const SETTLE_DAYS = 2;

/** What Anthropic bills by UTC day, workspace and description, from the Usage and Cost Admin API. It names no person. */
export class CostReportSource implements CostSource {
  readonly kind = 'cost';
  readonly id = COST_REPORT.id;
  readonly title = COST_REPORT.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'anthropic';
  readonly settleDays = SETTLE_DAYS;
  readonly access = ACCESS;
  readonly tool: string;
  readonly #timing: AnthropicTiming;
  readonly #client: VendorClient;
  /** Undefined: all. */
  readonly #workspaces?: ReadonlySet<string>;

  constructor(settings: AnthropicSettings, timing: AnthropicTiming = {}) {
    this.#timing = timing;
    this.#client = anthropicClient(settings, timing);
    this.#workspaces = settings.workspaces && new Set(settings.workspaces);
    this.tool = settings.tool;
  }

  async test({ signal }: CollectContext): Promise<void> {
    const today = dayOfInstant(this.#timing.now?.() ?? new Date());
    await askForPage(this.#report(addDays(today, -SETTLE_DAYS - 1), signal));
  }

  /** A bucket without results is a day that cost nothing; no bucket at all is a day that is not there. */
  async collectDay(
    day: string,
    context: CollectContext,
  ): Promise<DayAnswer<CostRecord>> {
    const report = this.#report(day, context.signal);
    const first = await askForPage(report);
    if (first.state === 'empty') {
      return {
        state: 'empty',
        reason: `Anthropic has no report: ${first.reason}`,
      };
    }
    return first.entries.length === 0 && !first.next
      ? { state: 'empty', reason: 'Anthropic has no bucket of this day' }
      : { state: 'data', records: this.#records(day, report, first) };
  }

  async *#records(
    day: string,
    report: PagedList,
    first: ListPage & { state: 'data' },
  ): AsyncGenerator<CostRecord | UnreadableRecord, void, void> {
    for await (const bucket of entriesFrom(report, first)) {
      for (const record of parseCostBucket(bucket, day)) {
        yield record.type === 'unreadable' || this.#isOfTheTool(record)
          ? record
          : { ...record, leftOut: true };
      }
    }
  }

  #isOfTheTool({ workspace }: CostRecord): boolean {
    return this.#workspaces?.has(workspace ?? DEFAULT_WORKSPACE) ?? true;
  }

  #report(day: string, signal: AbortSignal): PagedList {
    return {
      client: this.#client,
      what: `the cost report of ${day}`,
      path: '/v1/organizations/cost_report',
      query: [
        ['starting_at', `${day}T00:00:00Z`],
        ['ending_at', `${addDays(day, 1)}T00:00:00Z`],
        ['bucket_width', '1d'],
        ['group_by[]', 'description'],
        ['group_by[]', 'workspace_id'],
        ['limit', '31'],
      ],
      next: 'page',
      numbersAsText: BUCKET_NUMBERS_AS_TEXT,
      access: ACCESS,
      signal,
    };
  }
}
