import {
  askForPage,
  entriesFrom,
  ListPage,
  Pace,
  PagedList,
  RetryPolicy,
  SourceError,
  VendorClient,
  Wait,
} from 'backstage-plugin-ai-scorecards-node';
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

/** One of the analytics reports for one UTC day. */
export interface Report {
  day: string;
  list: PagedList;
}

/** What a report has in its own: below `/v1/organizations/analytics`. */
export type Question = Pick<
  PagedList,
  'what' | 'path' | 'query' | 'numbersAsText'
>;

/** The report that answers a question about a UTC day, in pages of so many rows. */
export function reportOf(
  client: VendorClient,
  day: string,
  question: Question,
  limit: number,
  signal: AbortSignal,
): Report {
  const { what, path, query, numbersAsText } = question;
  return {
    day,
    list: {
      client,
      what,
      path: `/v1/organizations/analytics${path}`,
      query: [...query, ['limit', String(limit)]],
      next: 'page',
      numbersAsText,
      access: ACCESS,
      answers: [NOT_READY, CURSOR_EXPIRED],
      signal,
    },
  };
}

export type Entries =
  | { state: 'data'; entries: AsyncIterable<unknown> }
  | { state: 'empty'; reason: string };

/**
 * The entries of a report, its first page asked for already: a day that is not ready is told before there is any. Taking
 * them throws a {@link SourceError} of kind `expired` when the report has to be begun anew.
 */
export async function readReport(report: Report): Promise<Entries> {
  const { list } = report;
  const first = await askForPage(list);
  if (first.state === 'empty') {
    return { state: 'empty', reason: nothingOf(report, first) };
  }
  return first.entries.length === 0 && !first.next
    ? { state: 'empty', reason: `Anthropic has nobody in ${list.what}` }
    : { state: 'data', entries: entriesFrom(list, first) };
}

/**
 * Why there is nothing, for an answer that says so. A day that is not ready is refused with a sentence that names the
 * latest one that is; every other refusal is a fault and throws.
 */
function nothingOf(
  { day, list }: Report,
  { status, reason }: ListPage & { state: 'empty' },
): string {
  if (status === NOT_READY || status === CURSOR_EXPIRED) {
    const days = reason.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    const latest = days
      .filter(it => it < day)
      .sort()
      .pop();
    if (status === NOT_READY && latest) {
      return `Anthropic has analytics up to ${latest}`;
    }
    throw new SourceError(
      'unexpected',
      `Anthropic refused ${list.what}: ${reason}`,
    );
  }
  return `Anthropic has no report: ${reason}`;
}
