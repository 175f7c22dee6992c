import { addDays, dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  askForPage,
  CollectContext,
  DayAnswer,
  entriesFrom,
  ListPage,
  PagedList,
  UnreadableRecord,
  UsageRecord,
  UsageSource,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import { ACCESS, anthropicClient, AnthropicTiming } from './anthropicApi';
import { parseClaudeCodeRow, ROW_NUMBERS_AS_TEXT } from './claudeCodeRow';
import { AnthropicSettings, CONFIG_KEY } from './settings';

export const CLAUDE_CODE = {
  id: 'anthropic-claude-code',
  title: 'Claude Code usage',
} as const;

const SETTLE_DAYS = 2;

/** Usage of Claude Code by person or API key and UTC day, from the Claude Code Analytics API. */
export class ClaudeCodeSource implements UsageSource {
  readonly kind = 'usage';
  readonly id = CLAUDE_CODE.id;
  readonly title = CLAUDE_CODE.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'anthropic';
  readonly settleDays = SETTLE_DAYS;
  readonly access = ACCESS;
  readonly tool: string;
  readonly #timing: AnthropicTiming;
  readonly #client: VendorClient;

  constructor(settings: AnthropicSettings, timing: AnthropicTiming = {}) {
    this.#timing = timing;
    this.#client = anthropicClient(settings, timing);
    this.tool = settings.tool;
  }

  async test({ signal }: CollectContext): Promise<void> {
    const today = dayOfInstant(this.#timing.now?.() ?? new Date());
    await askForPage(
      this.#report(addDays(today, -SETTLE_DAYS - 1), '1', signal),
    );
  }

  async collectDay(
    day: string,
    context: CollectContext,
  ): Promise<DayAnswer<UsageRecord>> {
    const report = this.#report(day, '1000', context.signal);
    const first = await askForPage(report);
    if (first.state === 'empty') {
      return {
        state: 'empty',
        reason: `Anthropic has no report: ${first.reason}`,
      };
    }
    return first.entries.length === 0 && !first.next
      ? { state: 'empty', reason: 'Anthropic reports nobody on this day' }
      : { state: 'data', records: rows(day, report, first) };
  }

  #report(day: string, limit: string, signal: AbortSignal): PagedList {
    return {
      client: this.#client,
      what: `the Claude Code report of ${day}`,
      path: '/v1/organizations/usage_report/claude_code',
      query: [
        ['starting_at', day],
        ['limit', limit],
      ],
      next: 'page',
      numbersAsText: ROW_NUMBERS_AS_TEXT,
      access: ACCESS,
      signal,
    };
  }
}

async function* rows(
  day: string,
  report: PagedList,
  first: ListPage & { state: 'data' },
): AsyncGenerator<UsageRecord | UnreadableRecord, void, void> {
  for await (const entry of entriesFrom(report, first)) {
    const parsed = parseClaudeCodeRow(entry, day);
    yield parsed.state === 'record'
      ? parsed.record
      : {
          type: 'unreadable',
          raw: JSON.stringify(entry),
          reason: parsed.reason,
        };
  }
}
