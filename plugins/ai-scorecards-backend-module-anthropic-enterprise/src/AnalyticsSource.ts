import { addDays, dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  CollectContext,
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
  Question,
  readReport,
  Report,
  reportOf,
} from './analyticsApi';
import { CONFIG_KEY, EnterpriseSettings } from './settings';

const SETTLE_DAYS = 2;
/** The most that Anthropic gives at a time. */
const PAGE_ROWS = 1000;

/** What the sources of a Claude Enterprise organisation have in common: one report a day. */
export abstract class AnalyticsSource<T> {
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
    await readReport(this.#report(addDays(today, -SETTLE_DAYS - 1), 1, signal));
  }

  async collectDay(
    day: string,
    { signal }: CollectContext,
  ): Promise<DayAnswer<T>> {
    const read = await readReport(this.#report(day, PAGE_ROWS, signal));
    return read.state === 'empty'
      ? read
      : { state: 'data', records: this.#records(read.entries, day) };
  }

  /** What to ask for of a UTC day. */
  protected abstract question(day: string): Question;

  /** What an entry of the answer says; undefined when it says nothing of this source. */
  protected abstract parse(
    entry: unknown,
    day: string,
  ): T | UnreadableRecord | undefined;

  async *#records(
    entries: AsyncIterable<unknown>,
    day: string,
  ): AsyncGenerator<T | UnreadableRecord, void, void> {
    for await (const entry of entries) {
      const record = this.parse(entry, day);
      if (record !== undefined) yield record;
    }
  }

  #report(day: string, limit: number, signal: AbortSignal): Report {
    return reportOf(this.#client, day, this.question(day), limit, signal);
  }
}
