import { addDays, dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  CollectContext,
  DayAnswer,
  downloadLines,
  ExpiredLinkError,
  JsonLine,
  parseJsonLines,
  SourceError,
  UnreadableRecord,
  UsageRecord,
  UsageSource,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { parseCopilotRow, ROW_NUMBERS_AS_TEXT } from './copilotRow';
import {
  askForOneSeat,
  githubClient,
  GithubScope,
  GithubTiming,
  scopeOf,
  unknownScope,
} from './githubApi';
import { CONFIG_KEY, GithubSettings } from './settings';

export const COPILOT_USAGE = {
  id: 'github-copilot-usage',
  title: 'GitHub Copilot usage',
} as const;

/** The first days of which GitHub has reports; nothing is kept for longer than a year. */
const FIRST_DAY = { organisation: '2025-12-12', enterprise: '2025-10-10' };
const DAYS_KEPT = 365;
const SETTLE_DAYS = 3;
/** So long a scope that was seen is taken to be there. */
const PROOF_HOLDS_MS = 15 * 60_000;

const POLICY =
  'and the policy "Copilot usage metrics" has to be "Enabled everywhere".';
const ACCESS = {
  organisation: `The token needs the permission "Organization Copilot metrics" (read) of a fine-grained token or GitHub App, or the scope read:org of a classic token by an organisation owner or a role with "View Organization Copilot Metrics"; ${POLICY}`,
  enterprise: `The token needs the permission "Enterprise Copilot metrics" (read) of a fine-grained token or GitHub App, or the scope manage_billing:copilot or read:enterprise of a classic token by an enterprise owner, billing manager or a role with "View Enterprise Copilot Metrics"; ${POLICY}`,
};

const envelopeSchema = z.object({
  download_links: z.array(z.string()),
  report_day: z.string().nullish(),
});

type Row = UsageRecord | UnreadableRecord;

/** Usage of GitHub Copilot by person and UTC day, from the `users-1-day` reports of an organisation or enterprise. */
export class CopilotUsageSource implements UsageSource {
  readonly kind = 'usage';
  readonly id = COPILOT_USAGE.id;
  readonly title = COPILOT_USAGE.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'github';
  readonly settleDays = SETTLE_DAYS;
  readonly tool: string;
  readonly access: string;
  readonly #settings: GithubSettings;
  readonly #timing: GithubTiming;
  readonly #scope: GithubScope;
  readonly #client: VendorClient;
  #scopeProvenUntil = 0;

  constructor(settings: GithubSettings, timing: GithubTiming = {}) {
    this.#settings = settings;
    this.#timing = timing;
    this.#scope = scopeOf(settings);
    this.#client = githubClient(settings, timing);
    this.tool = settings.tool;
    this.access = ACCESS[this.#scope.kind];
  }

  /** The first day of the reports, or a year back, whichever is later. */
  get earliestDay(): string {
    const oldest = addDays(this.#today(), -DAYS_KEPT);
    const first = FIRST_DAY[this.#scope.kind];
    return oldest > first ? oldest : first;
  }

  async test(context: CollectContext): Promise<void> {
    const settled = addDays(this.#today(), -SETTLE_DAYS - 1);
    const links = await this.#askForLinks(settled, context.signal);
    if (links.state === 'data' || links.status !== 404) {
      return;
    }
    if (!(await this.#scopeIsThere(context.signal))) {
      throw unknownScope(this.#scope, this.access);
    }
  }

  /** A 404 is a day without report or a scope that is not there; the seats tell which, also by a 403. */
  async #scopeIsThere(signal: AbortSignal): Promise<boolean> {
    try {
      const seats = await askForOneSeat(this.#client, this.#scope, {
        access: this.access,
        signal,
      });
      return seats.state === 'data' || seats.status !== 404;
    } catch (error) {
      if (error instanceof SourceError && error.kind === 'forbidden') {
        return true;
      }
      throw error;
    }
  }

  async collectDay(
    day: string,
    context: CollectContext,
  ): Promise<DayAnswer<UsageRecord>> {
    const answer = await this.#askForLinks(day, context.signal);
    if (answer.state === 'data') {
      return { state: 'data', records: this.#rows(day, answer.links, context) };
    }
    if (answer.status === 404) await this.#makeSureOfScope(context);
    return { state: 'empty', reason: `GitHub has no report: ${answer.reason}` };
  }

  /** Throws where a 404 is no day without report. Proof of the scope holds for a while, so that a history asks once. */
  async #makeSureOfScope(context: CollectContext): Promise<void> {
    const now = (this.#timing.now?.() ?? new Date()).getTime();
    if (now < this.#scopeProvenUntil) return;
    await this.test(context);
    this.#scopeProvenUntil = now + PROOF_HOLDS_MS;
  }

  async *#rows(
    day: string,
    firstLinks: string[],
    context: CollectContext,
  ): AsyncGenerator<Row, void, void> {
    let links = firstLinks;
    for (let part = 0; part < links.length; part += 1) {
      try {
        yield* this.#part(day, links, part, context);
      } catch (error) {
        // Links live for minutes. Nothing of this part has come yet, so asking for new ones repeats no row.
        if (!(error instanceof ExpiredLinkError) || links !== firstLinks) {
          throw error;
        }
        links = await this.#renewLinks(day, links.length, context);
        part -= 1;
      }
    }
  }

  async *#part(
    day: string,
    links: string[],
    part: number,
    context: CollectContext,
  ): AsyncGenerator<Row, void, void> {
    const what = `Part ${part + 1} of ${links.length} of the report of ${day}`;
    const lines = downloadLines(links[part], {
      what,
      rules: {
        hosts: [
          new URL(this.#settings.baseUrl).hostname,
          ...this.#settings.reportHosts,
        ],
        allowInsecureLoopback: this.#settings.allowInsecureLoopback,
      },
      signal: context.signal,
      stallMs: this.#timing.timeLimitMs,
      retry: this.#timing.retry,
      wait: this.#timing.wait,
      now: this.#timing.now,
    });
    for await (const line of parseJsonLines(lines, {
      what,
      numbersAsText: ROW_NUMBERS_AS_TEXT,
    })) {
      yield toRow(line, day);
    }
  }

  async #renewLinks(
    day: string,
    parts: number,
    context: CollectContext,
  ): Promise<string[]> {
    context.logger.debug(
      `Links of the Copilot report of ${day} have expired; asking for new ones`,
    );
    const answer = await this.#askForLinks(day, context.signal);
    if (answer.state !== 'data' || answer.links.length !== parts) {
      throw new SourceError(
        'unavailable',
        `The report of ${day} changed while it was downloaded`,
      );
    }
    return answer.links;
  }

  async #askForLinks(
    day: string,
    signal: AbortSignal,
  ): Promise<
    | { state: 'data'; links: string[] }
    | { state: 'empty'; status: number; reason: string }
  > {
    const path = `${this.#scope.path}/copilot/metrics/reports/users-1-day`;
    const answer = await this.#client.getJson(path, {
      query: [['day', day]],
      access: this.access,
      signal,
    });
    if (answer.state === 'empty') {
      return answer;
    }
    const parsed = envelopeSchema.safeParse(answer.value);
    if (!parsed.success) {
      throw new SourceError(
        'unexpected',
        `GitHub answered for the report of ${day} with something else than download links`,
      );
    }
    const { download_links: links, report_day: reportDay } = parsed.data;
    if (reportDay && reportDay !== day) {
      throw new SourceError(
        'unexpected',
        `GitHub answered for the report of ${day} with that of another day`,
      );
    }
    return links.length > 0
      ? { state: 'data', links }
      : { state: 'empty', status: 200, reason: 'no download links (200)' };
  }

  #today(): string {
    return dayOfInstant(this.#timing.now?.() ?? new Date());
  }
}

function toRow(line: JsonLine, day: string): Row {
  if (line.state === 'malformed') {
    return {
      type: 'unreadable',
      raw: line.raw,
      reason: 'The line is not JSON',
    };
  }
  const parsed = parseCopilotRow(line.value, day);
  return parsed.state === 'record'
    ? parsed.record
    : { type: 'unreadable', raw: line.raw, reason: parsed.reason };
}
