import { SourceError, VendorClient } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { ACCESS, known } from './cursorApi';

/** Longer than any answer for one day; more pages go in circles. */
const MAX_PAGES = 10_000;

const DAY_MS = 24 * 60 * 60 * 1000;

const pageSchema = z.object({
  data: z.array(z.unknown()).optional(),
  usageEvents: z.array(z.unknown()).optional(),
  totalUsageEventsCount: z.number().nullish().catch(null),
  pagination: z
    .object({
      hasNextPage: z.boolean().nullish(),
      totalPages: z.number().nullish(),
      numPages: z.number().nullish(),
    })
    .nullish(),
});

/** One of Cursor's lists of a UTC day. */
export interface DayList {
  client: VendorClient;
  /** What operators read: "the usage events of 2026-11-02". */
  what: string;
  path: string;
  day: string;
  /** The field that holds the list. */
  field: 'data' | 'usageEvents';
  pageSize: number;
  /** Keys whose numbers are wanted as text. */
  numbersAsText: readonly string[];
  signal: AbortSignal;
}

export type DayPage =
  | {
      state: 'data';
      entries: unknown[];
      /** The number of the next page. */
      next: number | undefined;
      /** How many entries all pages have, where Cursor says so. */
      total: number | undefined;
    }
  | { state: 'empty'; reason: string };

/** Asks for one page of a day. The end is inclusive: one millisecond more would be the next day's. */
export async function askForDay(list: DayList, page = 1): Promise<DayPage> {
  const start = Date.parse(`${list.day}T00:00:00Z`);
  const answer = await list.client.postJson(
    list.path,
    {
      startDate: start,
      endDate: start + DAY_MS - 1,
      page,
      pageSize: list.pageSize,
    },
    {
      access: ACCESS,
      numbersAsText: list.numbersAsText,
      signal: list.signal,
    },
  );
  if (known(answer, list.what).state === 'empty') {
    return { state: 'empty', reason: 'an answer that holds nothing' };
  }
  const parsed = pageSchema.safeParse(
    answer.state === 'data' ? answer.value : undefined,
  );
  const entries = parsed.data?.[list.field];
  if (!parsed.success || !entries) {
    throw new SourceError(
      'unexpected',
      `Cursor answered for ${list.what} with something else than a page of them`,
    );
  }
  const { pagination, totalUsageEventsCount: total } = parsed.data;
  const pages = pagination?.totalPages ?? pagination?.numPages ?? 1;
  const hasNext = pagination?.hasNextPage ?? page < pages;
  return {
    state: 'data',
    entries,
    next: hasNext ? page + 1 : undefined,
    total: list.field === 'usageEvents' ? total ?? undefined : undefined,
  };
}

/**
 * The entries of a first page and of all that follow. A page that is missing is a failure, never the end. So is a list
 * that grew or shrank while it was read: entries have no id, and one that moved to the next page would count twice.
 */
export async function* entriesFrom(
  list: DayList,
  first: DayPage & { state: 'data' },
): AsyncGenerator<unknown, void, void> {
  let page = first;
  let count = first.entries.length;
  yield* first.entries;
  while (page.next !== undefined) {
    if (page.next > MAX_PAGES || page.entries.length === 0) {
      throw new SourceError(
        'unexpected',
        `The pages of ${list.what} do not come to an end`,
      );
    }
    const following: DayPage = await askForDay(list, page.next);
    if (following.state === 'empty') {
      throw new SourceError(
        'unavailable',
        `Cursor left out a page of ${list.what}: ${following.reason}`,
      );
    }
    if (following.total !== first.total) throw moved(list);
    count += following.entries.length;
    yield* following.entries;
    page = following;
  }
  if (first.total !== undefined && count !== first.total) throw moved(list);
}

function moved({ what }: DayList): SourceError {
  return new SourceError(
    'unavailable',
    `Cursor changed ${what} while they were read, or left some out`,
  );
}
