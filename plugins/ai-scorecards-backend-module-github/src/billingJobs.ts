import {
  SourceError,
  VendorClient,
  Wait,
  waitOnTheClock,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { BillingWindow } from './billingWindow';

/** Waits between questions about a report, in seconds; the last one repeats. */
const WAITS = [2, 4, 8, 15, 30];
/** All waits for one report together. */
const LONGEST_WAIT_SECONDS = 600;
/** A report that was made earlier than this is not taken again. */
const FRESH_MS = 6 * 60 * 60_000;

const reportSchema = z.object({
  id: z.string().min(1),
  report_type: z.string().nullish(),
  start_date: z.string().nullish(),
  end_date: z.string().nullish(),
  status: z.string(),
  download_urls: z.array(z.string()).nullish(),
  created_at: z.string().nullish(),
});
const listSchema = z.object({ usage_report_exports: z.array(z.unknown()) });

/** A report that was made. */
export interface MadeReport {
  id: string;
  links: string[];
}

export type Report = z.output<typeof reportSchema>;

/** What came of asking for a report where GitHub may not make any. */
export type MakeOutcome =
  | { state: 'made'; report: MadeReport }
  | { state: 'refused'; reason: string };

export interface BillingJobsOptions {
  client: VendorClient;
  /** `/enterprises/acme/settings/billing/reports`. */
  path: string;
  access: string;
  wait?: Wait;
  now: () => Date;
}

/**
 * Has GitHub make billing reports. It makes one at a time, for everybody who asks: a report of the same days that is young
 * enough is taken, whoever asked for it, and another one that is being made is waited for. Every wait has an end, after
 * which a {@link SourceError} of kind `unavailable` says so.
 */
export class BillingJobs {
  readonly #options: BillingJobsOptions;

  constructor(options: BillingJobsOptions) {
    this.#options = options;
  }

  /**
   * Has a report made, or takes one that is there.
   * @param anew - whatever is there
   */
  async make(
    window: BillingWindow,
    signal: AbortSignal,
    anew = false,
  ): Promise<MakeOutcome> {
    const listed = await this.#list(signal);
    if (listed.state === 'refused') return listed;
    const known = anew
      ? undefined
      : listed.reports.find(report => this.#fits(report, window));
    if (known) {
      // Read by itself: its links may be over, and a list need not hold them.
      const report = await this.#read(known.id, signal);
      return this.#finished(report, window, signal);
    }
    await this.#waitForOthers(listed.reports, signal);
    const started = await this.#start(window, signal);
    return started.state === 'refused'
      ? started
      : this.#finished(started.report, window, signal);
  }

  /** The same report with new links. */
  async renew(id: string, signal: AbortSignal): Promise<MadeReport> {
    const report = await this.#read(id, signal);
    return { id, links: report.download_urls ?? [] };
  }

  /** Whether reports may be made and read at all; what GitHub said if not. */
  async test(signal: AbortSignal): Promise<string | undefined> {
    const listed = await this.#list(signal);
    return listed.state === 'refused' ? listed.reason : undefined;
  }

  async #list(
    signal: AbortSignal,
  ): Promise<
    | { state: 'listed'; reports: Report[] }
    | { state: 'refused'; reason: string }
  > {
    const { client, path, access } = this.#options;
    const answer = await client.getJson(path, {
      access,
      answers: [403],
      signal,
    });
    if (answer.state === 'empty') {
      return [403, 404].includes(answer.status)
        ? { state: 'refused', reason: answer.reason }
        : { state: 'listed', reports: [] };
    }
    const parsed = listSchema.safeParse(answer.value);
    if (!parsed.success) {
      throw new SourceError(
        'unexpected',
        'GitHub answered for the list of billing reports with something else',
      );
    }
    return {
      state: 'listed',
      reports: parsed.data.usage_report_exports.flatMap(each => {
        const report = reportSchema.safeParse(each);
        // One that cannot be read is none that can be taken.
        return report.success ? [report.data] : [];
      }),
    };
  }

  async #start(
    window: BillingWindow,
    signal: AbortSignal,
  ): Promise<
    { state: 'started'; report: Report } | { state: 'refused'; reason: string }
  > {
    const { client, path, access } = this.#options;
    const answer = await client.postOnce(
      path,
      {
        report_type: window.type,
        start_date: window.from,
        end_date: window.to,
        send_email: false,
      },
      { access, answers: [403, 409, 422], signal },
    );
    if (answer.state === 'empty') {
      if ([403, 404].includes(answer.status)) {
        return { state: 'refused', reason: answer.reason };
      }
      throw new SourceError(
        'unavailable',
        `GitHub did not begin ${nameOf(window)}: ${answer.reason}`,
      );
    }
    return { state: 'started', report: parseReport(answer.value) };
  }

  /** Waits until nothing else is being made. */
  async #waitForOthers(
    reports: readonly Report[],
    signal: AbortSignal,
  ): Promise<void> {
    const busy = reports.find(report => report.status === 'processing');
    if (!busy) return;
    await this.#poll(busy, 'another billing report', signal);
  }

  async #finished(
    report: Report,
    window: BillingWindow,
    signal: AbortSignal,
  ): Promise<MakeOutcome> {
    const ended = await this.#poll(report, nameOf(window), signal);
    if (ended.status !== 'completed') {
      throw new SourceError(
        'unavailable',
        `GitHub could not make ${nameOf(window)}: its state is ${ended.status}`,
      );
    }
    return {
      state: 'made',
      report: { id: ended.id, links: ended.download_urls ?? [] },
    };
  }

  async #poll(
    report: Report,
    name: string,
    signal: AbortSignal,
  ): Promise<Report> {
    let current = report;
    let waited = 0;
    for (let round = 0; current.status === 'processing'; round += 1) {
      const seconds = WAITS[Math.min(round, WAITS.length - 1)];
      waited += seconds;
      if (waited > LONGEST_WAIT_SECONDS) {
        throw new SourceError(
          'unavailable',
          `GitHub has not finished ${name} within ${
            LONGEST_WAIT_SECONDS / 60
          } minutes`,
        );
      }
      await (this.#options.wait ?? waitOnTheClock)(seconds * 1000, signal);
      current = await this.#read(report.id, signal);
    }
    return current;
  }

  async #read(id: string, signal: AbortSignal): Promise<Report> {
    const { client, path, access } = this.#options;
    const answer = await client.getJson(`${path}/${encodeURIComponent(id)}`, {
      access,
      signal,
    });
    if (answer.state === 'empty') {
      throw new SourceError(
        'unavailable',
        `GitHub does not know a billing report any more that it began: ${answer.reason}`,
      );
    }
    return parseReport(answer.value);
  }

  /** A report of the same days is taken on the UTC day on which it was made, so that it is no older than it seems. */
  #fits(report: Report, window: BillingWindow): boolean {
    const now = this.#options.now();
    const made = Date.parse(report.created_at ?? '');
    return (
      ['completed', 'processing'].includes(report.status) &&
      report.report_type === window.type &&
      report.start_date === window.from &&
      report.end_date === window.to &&
      now.getTime() - made < FRESH_MS &&
      new Date(made).toISOString().slice(0, 10) ===
        now.toISOString().slice(0, 10)
    );
  }
}

/** "the AI-credit report from 2026-10-01 to 2026-10-31". */
export function nameOf({ type, from, to }: BillingWindow): string {
  const kind = type === 'ai_credit' ? 'AI-credit' : 'premium-request';
  return `the ${kind} report from ${from} to ${to}`;
}

function parseReport(value: unknown): Report {
  const parsed = reportSchema.safeParse(value);
  if (!parsed.success) {
    throw new SourceError(
      'unexpected',
      'GitHub answered for a billing report with something else',
    );
  }
  return parsed.data;
}
