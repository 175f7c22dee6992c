import { addDays, dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  askForPage,
  CollectContext,
  CostRecord,
  CostSource,
  DayAnswer,
  ListPage,
  PagedList,
  UnreadableRecord,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import { ACCESS, openaiClient, OpenaiTiming } from './openaiApi';
import { costLines, costsOf } from './openaiCosts';
import { CONFIG_KEY, OpenaiSettings } from './settings';

export const OPENAI_COSTS = {
  id: 'openai-costs',
  title: 'OpenAI costs',
} as const;

const SETTLE_DAYS = 2;

/** What OpenAI bills by UTC day, project and line. It names no person. */
export class OpenaiCostsSource implements CostSource {
  readonly kind = 'cost';
  readonly id = OPENAI_COSTS.id;
  readonly title = OPENAI_COSTS.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'openai';
  readonly settleDays = SETTLE_DAYS;
  readonly access = ACCESS;
  readonly tool: string;
  readonly #timing: OpenaiTiming;
  readonly #client: VendorClient;
  /** Undefined: all. */
  readonly #projects?: ReadonlySet<string>;

  constructor(settings: OpenaiSettings, timing: OpenaiTiming = {}) {
    this.#timing = timing;
    this.#client = openaiClient(settings, timing);
    this.#projects = settings.projectIds && new Set(settings.projectIds);
    this.tool = settings.tool;
  }

  async test({ signal }: CollectContext): Promise<void> {
    const today = dayOfInstant(this.#timing.now?.() ?? new Date());
    await askForPage(
      costsOf(this.#client, addDays(today, -SETTLE_DAYS - 1), signal),
    );
  }

  /** A bucket without results is a day that cost nothing; no bucket at all is a day that is not there. */
  async collectDay(
    day: string,
    { signal }: CollectContext,
  ): Promise<DayAnswer<CostRecord>> {
    const list = costsOf(this.#client, day, signal);
    const first = await askForPage(list);
    if (first.state === 'empty') {
      return {
        state: 'empty',
        reason: `OpenAI has no costs: ${first.reason}`,
      };
    }
    return first.entries.length === 0 && !first.next
      ? { state: 'empty', reason: 'OpenAI has no bucket of this day' }
      : { state: 'data', records: this.#records(day, list, first) };
  }

  async *#records(
    day: string,
    list: PagedList,
    first: ListPage & { state: 'data' },
  ): AsyncGenerator<CostRecord | UnreadableRecord, void, void> {
    for await (const record of costLines(day, list, first)) {
      yield record.type === 'unreadable' || this.#isOfTheTool(record)
        ? record
        : { ...record, leftOut: true };
    }
  }

  #isOfTheTool({ workspace }: CostRecord): boolean {
    return this.#projects?.has(workspace ?? '') ?? true;
  }
}
