import { addDays, dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  CollectContext,
  DayAnswer,
  UnreadableRecord,
  UsageRecord,
  UsageSource,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import {
  ACCESS,
  cursorClient,
  CursorPaces,
  cursorPaces,
  CursorTiming,
  REFRESH_MINUTES,
} from './cursorApi';
import { parseDailyUsageRow } from './dailyUsageRow';
import { askForDay, DayList, DayPage, entriesFrom } from './dayPages';
import { CONFIG_KEY, CursorSettings } from './settings';
import { EVENT_NUMBERS_AS_TEXT, parseUsageEvent } from './usageEvent';

export const CURSOR_USAGE = {
  id: 'cursor-usage',
  title: 'Cursor usage and cost',
} as const;

const SETTLE_DAYS = 2;
const LARGEST_PAGE = 1000;

/**
 * What members of a Cursor team did on a UTC day, from the daily usage, and what it cost, from the usage events. One
 * source, because a day is whole only with both.
 */
export class CursorUsageSource implements UsageSource {
  readonly kind = 'usage';
  readonly id = CURSOR_USAGE.id;
  readonly title = CURSOR_USAGE.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'cursor';
  readonly settleDays = SETTLE_DAYS;
  readonly refreshMinutes = REFRESH_MINUTES;
  readonly access = ACCESS;
  readonly tool: string;
  readonly #timing: CursorTiming;
  readonly #admin: VendorClient;
  readonly #eventsClient: VendorClient;

  constructor(
    settings: CursorSettings,
    timing: CursorTiming = {},
    paces: CursorPaces = cursorPaces(settings, timing),
  ) {
    this.#timing = timing;
    this.#admin = cursorClient(settings, paces.admin, timing);
    this.#eventsClient = cursorClient(settings, paces.events, timing);
    this.tool = settings.tool;
  }

  async test({ signal }: CollectContext): Promise<void> {
    const today = dayOfInstant(this.#timing.now?.() ?? new Date());
    const day = addDays(today, -SETTLE_DAYS - 1);
    await askForDay({ ...this.#usage(day, signal), pageSize: 1 });
  }

  async collectDay(
    day: string,
    { signal }: CollectContext,
  ): Promise<DayAnswer<UsageRecord>> {
    const lists = [
      { list: this.#usage(day, signal), parse: parseDailyUsageRow },
      { list: this.#events(day, signal), parse: parseUsageEvent },
    ];
    const begun: Begun[] = [];
    for (const each of lists) {
      const first = await askForDay(each.list);
      if (first.state === 'empty') {
        return {
          state: 'empty',
          reason: `Cursor has not ${each.list.what}: ${first.reason}`,
        };
      }
      begun.push({ ...each, first });
    }
    return begun.every(({ first }) => first.entries.length === 0)
      ? { state: 'empty', reason: 'Cursor lists nobody on this day' }
      : { state: 'data', records: records(day, begun) };
  }

  #usage(day: string, signal: AbortSignal): DayList {
    return {
      client: this.#admin,
      what: `the daily usage of ${day}`,
      path: '/teams/daily-usage-data',
      day,
      field: 'data',
      pageSize: LARGEST_PAGE,
      numbersAsText: [],
      signal,
    };
  }

  #events(day: string, signal: AbortSignal): DayList {
    return {
      client: this.#eventsClient,
      what: `the usage events of ${day}`,
      path: '/teams/filtered-usage-events',
      day,
      field: 'usageEvents',
      pageSize: LARGEST_PAGE,
      numbersAsText: EVENT_NUMBERS_AS_TEXT,
      signal,
    };
  }
}

/** A list whose first page is there. */
interface Begun {
  list: DayList;
  parse: (entry: unknown, day: string) => UsageRecord | UnreadableRecord;
  first: DayPage & { state: 'data' };
}

async function* records(
  day: string,
  begun: readonly Begun[],
): AsyncGenerator<UsageRecord | UnreadableRecord, void, void> {
  for (const { list, parse, first } of begun) {
    for await (const entry of entriesFrom(list, first)) {
      yield parse(entry, day);
    }
  }
}
