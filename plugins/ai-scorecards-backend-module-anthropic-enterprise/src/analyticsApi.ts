import {
  JsonAnswer,
  Pace,
  RetryPolicy,
  SourceError,
  VendorClient,
  Wait,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { EnterpriseSettings } from './settings';

/** What to ask the primary owner for. */
export const ACCESS =
  'The key has to be an API key with the scope read:analytics, made by the primary owner in the admin settings of claude.ai; an Admin API key of the Claude Console (sk-ant-admin01-…) does not open it.';

/** The first day of which there are analytics. */
export const FIRST_DAY = '2026-01-01';

/** What tests put in place of clock and patience. */
export interface AnalyticsTiming {
  wait?: Wait;
  now?: () => Date;
  retry?: RetryPolicy;
  timeLimitMs?: number;
}

/** What keeps all sources of one organisation to Anthropic's limit. */
export function analyticsPace(
  { requestsPerMinute }: EnterpriseSettings,
  { wait }: AnalyticsTiming = {},
): Pace {
  return new Pace({ requestsPerMinute, wait });
}

export function analyticsClient(
  settings: EnterpriseSettings,
  pace: Pace,
  timing: AnalyticsTiming,
): VendorClient {
  return new VendorClient({
    vendor: 'Anthropic',
    baseUrl: settings.baseUrl,
    headers: {
      accept: 'application/json',
      'anthropic-version': '2023-06-01',
      'user-agent': 'backstage-plugin-ai-scorecards',
      'x-api-key': settings.analyticsKey,
    },
    secrets: [settings.analyticsKey],
    pace,
    ...timing,
  });
}

const NOT_READY = 400;
const CURSOR_EXPIRED = 410;
/** How often a report is begun anew because its pages expired while they were read. */
const MOST_RESTARTS = 3;
/** Longer than any answer for one day; more pages go in circles. */
const MAX_PAGES = 10_000;

const pageSchema = z.object({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  next_page: z.string().nullish(),
});

/** One of the analytics reports for one day. */
export interface Report {
  client: VendorClient;
  /** What operators read: "the usage of 2026-11-02". */
  what: string;
  /** The UTC day that is asked for. */
  day: string;
  /** Below `/v1/organizations/analytics`. */
  path: string;
  query: readonly (readonly [string, string])[];
  /** Keys whose numbers are wanted as text. */
  numbersAsText: readonly string[];
  signal: AbortSignal;
}

export type Entries =
  | { state: 'data'; entries: unknown[] }
  | { state: 'empty'; reason: string };

/**
 * All entries of a report. They are read whole before any is handed on, because pages expire and the report has then to
 * be begun anew. Throws a {@link SourceError} of kind `unavailable` when they expire again and again.
 */
export async function readReport(report: Report): Promise<Entries> {
  for (let attempt = 0; attempt <= MOST_RESTARTS; attempt += 1) {
    const read = await readPages(report);
    if (read !== 'expired') return read;
  }
  throw new SourceError(
    'unavailable',
    `The pages of ${report.what} expired ${
      MOST_RESTARTS + 1
    } times while they were read (410)`,
  );
}

async function readPages(report: Report): Promise<Entries | 'expired'> {
  const entries: unknown[] = [];
  const asked = new Set<string>();
  let page: string | undefined;
  do {
    const answer = await ask(report, page);
    if (answer.state === 'empty') {
      if (answer.status === CURSOR_EXPIRED && page) return 'expired';
      if (page) {
        throw new SourceError(
          'unavailable',
          `Anthropic left out a page of ${report.what}: ${answer.reason}`,
        );
      }
      return { state: 'empty', reason: nothingOf(report, answer) };
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
    entries.push(...data);
    // Of the reports, `users` has no has_more: there a next page alone says that there is one.
    page = hasMore === false ? undefined : next ?? undefined;
    if (page && (asked.has(page) || asked.size >= MAX_PAGES)) {
      throw new SourceError(
        'unexpected',
        `The pages of ${report.what} go in circles`,
      );
    }
    if (page) asked.add(page);
  } while (page);
  return entries.length > 0
    ? { state: 'data', entries }
    : { state: 'empty', reason: `Anthropic has nobody in ${report.what}` };
}

/** Asks for the report and looks at nothing of it but whether it may be had. */
export async function testReport(report: Report): Promise<void> {
  const answer = await ask(report);
  if (answer.state === 'empty') nothingOf(report, answer);
}

function ask(report: Report, page?: string): Promise<JsonAnswer> {
  return report.client.getJson(`/v1/organizations/analytics${report.path}`, {
    query: [...report.query, ...(page ? [['page', page] as const] : [])],
    access: ACCESS,
    numbersAsText: report.numbersAsText,
    answers: [NOT_READY, CURSOR_EXPIRED],
    signal: report.signal,
  });
}

/**
 * Why there is nothing, for an answer that says so. A day that is not ready is refused with a sentence that names the
 * latest one that is; every other refusal is a fault and throws.
 */
function nothingOf(
  report: Report,
  { status, reason }: JsonAnswer & { state: 'empty' },
): string {
  if (status === 404) {
    throw new SourceError(
      'forbidden',
      `Anthropic does not know ${report.what} (404). ${ACCESS}`,
    );
  }
  if (status === NOT_READY || status === CURSOR_EXPIRED) {
    const days = reason.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    const latest = days
      .filter(day => day < report.day)
      .sort()
      .pop();
    if (status === NOT_READY && latest) {
      return `Anthropic has analytics up to ${latest}`;
    }
    throw new SourceError(
      'unexpected',
      `Anthropic refused ${report.what}: ${reason}`,
    );
  }
  return `Anthropic has no report: ${reason}`;
}
