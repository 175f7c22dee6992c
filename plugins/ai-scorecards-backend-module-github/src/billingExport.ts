import {
  CollectContext,
  CostRecord,
  downloadLines,
  ExpiredLinkError,
  SourceError,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { CsvLine, parseBillingCsv } from './billingCsv';
import { BillingJobs, MadeReport, nameOf } from './billingJobs';
import { parseBillingLine } from './billingLine';
import { BillingWindow, MOST_DAYS, windowOf } from './billingWindow';
import { GithubTiming } from './githubApi';
import { BillingSettings, GithubSettings } from './settings';

/** So many lines of a report are kept for the days that are asked for next; a larger one is asked for in pieces. */
const MOST_LINES = 200_000;
/** So long what was read, and what went wrong, holds for the other days of a report. */
const HOLDS_MS = 15 * 60_000;

export type BillingEntry = CostRecord | UnreadableRecord;

/** What a report came to, for all of its days. */
type Held =
  | { state: 'read'; until: number; days: ReadonlyMap<string, BillingEntry[]> }
  | { state: 'failed'; until: number; error: SourceError };

export type ExportAnswer =
  | { state: 'read'; entries: AsyncIterable<BillingEntry> }
  | { state: 'refused'; reason: string };

/** A line of a report, and the day of it that it is counted on. */
interface DayEntry {
  day: string;
  entry: BillingEntry;
}

/** Thrown when a report of several days has more lines than are kept. */
class TooLargeError extends Error {}

/**
 * Reads days of billing from reports of up to a month. One report of several days is held for its other days: GitHub makes
 * one at a time and takes minutes for it. One of a single day is never held: its lines are read as they are asked for.
 */
export class BillingExport {
  readonly #jobs: BillingJobs;
  readonly #settings: GithubSettings;
  readonly #billing: BillingSettings;
  readonly #timing: GithubTiming;
  readonly #now: () => Date;
  readonly #mostLines: number;
  #held: { key: string; report: Held } | undefined;
  #size = MOST_DAYS;

  constructor(options: {
    jobs: BillingJobs;
    settings: GithubSettings;
    billing: BillingSettings;
    timing: GithubTiming;
    mostLines?: number;
  }) {
    this.#jobs = options.jobs;
    this.#settings = options.settings;
    this.#billing = options.billing;
    this.#timing = options.timing;
    this.#now = options.timing.now ?? (() => new Date());
    this.#mostLines = options.mostLines ?? MOST_LINES;
  }

  /** The lines of a day; `refused` where GitHub makes no reports. A fault is the same for all days of its report. */
  async day(day: string, context: CollectContext): Promise<ExportAnswer> {
    const today = this.#now().toISOString().slice(0, 10);
    for (;;) {
      const window = windowOf(day, today, this.#size);
      const key = `${today} ${window.type} ${window.from} ${window.to}`;
      const held = this.#held?.key === key ? this.#held.report : undefined;
      if (held && held.until > this.#now().getTime()) {
        if (held.state === 'failed') throw held.error;
        return { state: 'read', entries: inOrder(held.days.get(day) ?? []) };
      }
      this.#held = undefined;
      const until = this.#now().getTime() + HOLDS_MS;
      try {
        const made = await this.#jobs.make(window, context.signal);
        if (made.state === 'refused') return made;
        if (window.from === window.to) {
          return {
            state: 'read',
            entries: entriesOf(this.#stream(made.report, window, context)),
          };
        }
        const days = await this.#read(made.report, window, context);
        this.#held = { key, report: { state: 'read', until, days } };
      } catch (error) {
        if (error instanceof TooLargeError) {
          this.#size = Math.ceil(this.#size / 2);
          context.logger.info(
            `Asking for ${
              this.#size
            } days at a time, because of the size of ${nameOf(window)}`,
          );
          continue;
        }
        if (error instanceof SourceError && error.kind === 'unavailable') {
          this.#held = { key, report: { state: 'failed', until, error } };
        }
        throw error;
      }
    }
  }

  /** What a report says of each of its days. Throws a TooLargeError for one of more lines than are kept. */
  async #read(
    report: MadeReport,
    window: BillingWindow,
    context: CollectContext,
  ): Promise<ReadonlyMap<string, BillingEntry[]>> {
    const days = new Map<string, BillingEntry[]>();
    let kept = 0;
    for await (const { day, entry } of this.#stream(report, window, context)) {
      kept += 1;
      if (kept > this.#mostLines) throw new TooLargeError();
      const entries = days.get(day) ?? [];
      entries.push(entry);
      days.set(day, entries);
    }
    return days;
  }

  /**
   * The lines of a report, read as they are asked for. Links live for minutes: they are asked for once more, and then, where
   * nothing was read yet, the whole report.
   */
  async *#stream(
    made: MadeReport,
    window: BillingWindow,
    { signal }: CollectContext,
  ): AsyncGenerator<DayEntry, void, void> {
    let report = made;
    let isRenewed = false;
    let isMadeAgain = false;
    for (let part = 0; part === 0 || part < report.links.length; ) {
      if (report.links.length === 0) {
        throw new SourceError(
          'unavailable',
          `GitHub has made ${nameOf(window)} and names no file of it`,
        );
      }
      try {
        yield* this.#part(report.links, part, window, signal);
        part += 1;
      } catch (error) {
        // A link that does not open any more has said nothing yet.
        if (!(error instanceof ExpiredLinkError)) throw error;
        if (!isRenewed) {
          isRenewed = true;
          report = await this.#jobs.renew(report.id, signal);
        } else if (!isMadeAgain && part === 0) {
          isMadeAgain = true;
          report = await this.#makeAgain(window, signal);
        } else {
          throw error;
        }
      }
    }
  }

  async #makeAgain(
    window: BillingWindow,
    signal: AbortSignal,
  ): Promise<MadeReport> {
    const made = await this.#jobs.make(window, signal, true);
    if (made.state === 'refused') {
      throw new SourceError(
        'unavailable',
        `GitHub does not make ${nameOf(window)} again: ${made.reason}`,
      );
    }
    return made.report;
  }

  async *#part(
    links: readonly string[],
    index: number,
    window: BillingWindow,
    signal: AbortSignal,
  ): AsyncGenerator<DayEntry, void, void> {
    const what = `Part ${index + 1} of ${links.length} of ${nameOf(window)}`;
    for await (const csv of parseBillingCsv(
      this.#lines(links[index], what, signal),
      what,
    )) {
      const day = csv.state === 'line' ? csv.line.day : dayIn(csv.raw);
      // A line that names no day of the report is counted on its first, for it has to be somewhere.
      const isWithin =
        day !== undefined && day >= window.from && day <= window.to;
      yield isWithin
        ? { day, entry: entryOf(csv) }
        : {
            day: window.from,
            entry: unreadable(
              csv.raw,
              'The line is of no day that was asked for',
            ),
          };
    }
  }

  #lines(link: string, what: string, signal: AbortSignal) {
    return downloadLines(link, {
      what,
      rules: {
        hosts: [
          new URL(this.#settings.baseUrl).hostname,
          ...this.#billing.reportHosts,
        ],
        allowInsecureLoopback: this.#settings.allowInsecureLoopback,
      },
      maxBytes: 1024 * 1024 * 1024,
      signal,
      stallMs: this.#timing.timeLimitMs,
      retry: this.#timing.retry,
      wait: this.#timing.wait,
      now: this.#timing.now,
    });
  }
}

/** Entries of one day, as they come. */
async function* entriesOf(
  lines: AsyncIterable<DayEntry>,
): AsyncGenerator<BillingEntry, void, void> {
  for await (const { entry } of lines) yield entry;
}

/** Entries that are held. */
export async function* inOrder(
  entries: readonly BillingEntry[],
): AsyncGenerator<BillingEntry, void, void> {
  yield* entries;
}

function entryOf(csv: CsvLine): BillingEntry {
  if (csv.state === 'malformed') return unreadable(csv.raw, csv.reason);
  const parsed = parseBillingLine(csv.line);
  return parsed.state === 'record'
    ? parsed.record
    : unreadable(csv.raw, parsed.reason);
}

function unreadable(raw: string, reason: string): UnreadableRecord {
  return { type: 'unreadable', raw, reason };
}

/** The first text in a line that looks like a day. */
function dayIn(raw: string): string | undefined {
  return /\d{4}-\d{2}-\d{2}/.exec(raw)?.[0];
}
