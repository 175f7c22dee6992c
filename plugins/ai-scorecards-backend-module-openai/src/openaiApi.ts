import {
  RetryPolicy,
  SourceError,
  VendorClient,
  Wait,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { OpenaiSettings } from './settings';

/** What to ask OpenAI's organisation owner for. */
export const ACCESS =
  'The key has to be an Admin API key (sk-admin-…) that may read usage, costs and users (scopes api.usage.read and api.management.read), made by an owner of the organisation.';

/** What tests put in place of clock and patience. */
export interface OpenaiTiming {
  wait?: Wait;
  now?: () => Date;
  retry?: RetryPolicy;
  timeLimitMs?: number;
}

export function openaiClient(
  settings: OpenaiSettings,
  timing: OpenaiTiming,
): VendorClient {
  return new VendorClient({
    vendor: 'OpenAI',
    baseUrl: settings.baseUrl,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${settings.adminKey}`,
      'user-agent': 'backstage-plugin-ai-scorecards',
    },
    secrets: [settings.adminKey],
    ...timing,
  });
}

/** Longer than any answer for one day; more pages go in circles. */
const MAX_PAGES = 10_000;

const pageSchema = z.object({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  next_page: z.string().nullish(),
  last_id: z.string().nullish(),
});

export type Page =
  | { state: 'data'; entries: unknown[]; next: string | undefined }
  | { state: 'empty'; reason: string };

/** One of OpenAI's lists. */
export interface List {
  client: VendorClient;
  /** What operators read: "the costs of 2026-11-02". */
  what: string;
  path: string;
  query: readonly (readonly [string, string])[];
  /** How the next page is asked for: reports name it, the list of users goes on after an id. */
  next: 'page' | 'after';
  /** Keys whose numbers are wanted as text. */
  numbersAsText: readonly string[];
  signal: AbortSignal;
}

/** Asks for the first page, or for the one that the page before named. */
export async function askForPage(list: List, page?: string): Promise<Page> {
  const answer = await list.client.getJson(list.path, {
    query: [...list.query, ...(page ? [[list.next, page] as const] : [])],
    access: ACCESS,
    numbersAsText: list.numbersAsText,
    signal: list.signal,
  });
  if (answer.state === 'empty') {
    // The first page is there for every organisation and day, also one without use.
    if (answer.status === 404 && !page) {
      throw new SourceError(
        'forbidden',
        `OpenAI does not know ${list.what} (404). ${ACCESS}`,
      );
    }
    return answer;
  }
  const parsed = pageSchema.safeParse(answer.value);
  if (!parsed.success) {
    throw new SourceError(
      'unexpected',
      `OpenAI answered for ${list.what} with something else than a page of data`,
    );
  }
  const { data, has_more: hasMore, next_page: named } = parsed.data;
  const next = list.next === 'page' ? named : parsed.data.last_id;
  if (hasMore && !next) {
    throw new SourceError(
      'unexpected',
      `OpenAI says that ${list.what} go on, but not where`,
    );
  }
  return {
    state: 'data',
    entries: data,
    next: hasMore ? next ?? undefined : undefined,
  };
}

/** The entries of a first page and of all that follow. A page that is missing is a failure, never the end. */
export async function* entriesFrom(
  list: List,
  first: Page & { state: 'data' },
): AsyncGenerator<unknown, void, void> {
  const asked = new Set<string>();
  yield* first.entries;
  let { next } = first;
  while (next) {
    if (asked.has(next) || asked.size >= MAX_PAGES) {
      throw new SourceError(
        'unexpected',
        `The pages of ${list.what} go in circles`,
      );
    }
    asked.add(next);
    const page: Page = await askForPage(list, next);
    if (page.state === 'empty') {
      throw new SourceError(
        'unavailable',
        `OpenAI left out a page of ${list.what}: ${page.reason}`,
      );
    }
    yield* page.entries;
    next = page.next;
  }
}
