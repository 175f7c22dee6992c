import {
  RetryPolicy,
  SourceError,
  VendorClient,
  Wait,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { AnthropicSettings } from './settings';

/** What to ask Anthropic's admin for. */
export const ACCESS =
  'The key has to be an Admin API key (sk-ant-admin01-…), made in the Claude Console by somebody with the role admin; individual accounts have none.';

/** What tests put in place of clock and patience. */
export interface AnthropicTiming {
  wait?: Wait;
  now?: () => Date;
  retry?: RetryPolicy;
  timeLimitMs?: number;
}

export function anthropicClient(
  settings: AnthropicSettings,
  timing: AnthropicTiming,
): VendorClient {
  return new VendorClient({
    vendor: 'Anthropic',
    baseUrl: settings.baseUrl,
    headers: {
      accept: 'application/json',
      'anthropic-version': '2023-06-01',
      'user-agent': 'backstage-plugin-ai-scorecards',
      'x-api-key': settings.adminKey,
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
});

export type Page =
  | { state: 'data'; entries: unknown[]; next: string | undefined }
  | { state: 'empty'; reason: string };

/** One of Anthropic's reports for one day, page by page. */
export interface Report {
  client: VendorClient;
  /** What operators read: "the cost report of 2026-11-02". */
  what: string;
  path: string;
  query: readonly (readonly [string, string])[];
  /** Keys whose numbers are wanted as text. */
  numbersAsText: readonly string[];
  signal: AbortSignal;
}

/** Asks for the first page, or for the one that the page before named. */
export async function askForPage(report: Report, page?: string): Promise<Page> {
  const answer = await report.client.getJson(report.path, {
    query: [...report.query, ...(page ? [['page', page] as const] : [])],
    access: ACCESS,
    numbersAsText: report.numbersAsText,
    signal: report.signal,
  });
  if (answer.state === 'empty') {
    // The first page is there for every day, also one without use.
    if (answer.status === 404 && !page) throw unknownReport(report);
    return answer;
  }
  const parsed = pageSchema.safeParse(answer.value);
  if (!parsed.success) {
    throw new SourceError(
      'unexpected',
      `Anthropic answered for ${report.what} with something else than a page of data`,
    );
  }
  const { data, has_more: hasMore, next_page: next } = parsed.data;
  if (hasMore && !next) {
    throw new SourceError(
      'unexpected',
      `Anthropic says that ${report.what} goes on, but not where`,
    );
  }
  return {
    state: 'data',
    entries: data,
    next: hasMore ? next ?? undefined : undefined,
  };
}

/** Asks for the report and looks at nothing of it but whether it may be had. */
export async function testReport(report: Report): Promise<void> {
  const answer = await report.client.getJson(report.path, {
    query: report.query,
    access: ACCESS,
    signal: report.signal,
  });
  if (answer.state === 'empty' && answer.status === 404) {
    throw unknownReport(report);
  }
}

function unknownReport({ what }: Report): SourceError {
  return new SourceError(
    'forbidden',
    `Anthropic does not know ${what} (404). ${ACCESS}`,
  );
}

/** The entries of a first page and of all that follow. A page that is missing is a failure, never the end. */
export async function* entriesFrom(
  report: Report,
  first: Page & { state: 'data' },
): AsyncGenerator<unknown, void, void> {
  const asked = new Set<string>();
  yield* first.entries;
  let { next } = first;
  while (next) {
    if (asked.has(next) || asked.size >= MAX_PAGES) {
      throw new SourceError(
        'unexpected',
        `The pages of ${report.what} go in circles`,
      );
    }
    asked.add(next);
    const page: Page = await askForPage(report, next);
    if (page.state === 'empty') {
      throw new SourceError(
        'unavailable',
        `Anthropic left out a page of ${report.what}: ${page.reason}`,
      );
    }
    yield* page.entries;
    next = page.next;
  }
}
