import { SourceError } from '../sources/SourceError';
import { Deadline, startDeadline } from './deadline';
import { discardBody, exchange } from './exchange';
import { networkFailure, statusFailure } from './failures';
import { linkFault, LinkRules } from './hosts';
import { readBody } from './readBody';
import { Attempt, defaultRetryPolicy, RetryPolicy, retrying } from './retrying';
import { Wait, waitOnTheClock } from './wait';

const MEGABYTE = 1024 * 1024;
const EXPIRED = new Set([401, 403, 404, 410]);

/** A signed link that no longer opens; its report may be asked for again, which gives a new one. */
export class ExpiredLinkError extends SourceError {
  constructor(message: string) {
    super('unavailable', message);
    this.name = 'ExpiredLinkError';
  }
}

export interface DownloadOptions {
  /** What is downloaded, as operators read it: "Part 1 of the Copilot report of 2026-11-02". */
  what: string;
  rules: LinkRules;
  signal: AbortSignal;
  /** The largest file read, decompressed; default 256 MB. */
  maxBytes?: number;
  /** The longest single line; default 4 MB. */
  maxLineBytes?: number;
  /** Milliseconds for the whole download, the reader's own work included; default 30 minutes. */
  totalMs?: number;
  /** Milliseconds without a byte; default 60 seconds. */
  stallMs?: number;
  retry?: RetryPolicy;
  wait?: Wait;
  now?: () => Date;
}

export interface DownloadedLine {
  text: string;
  /** False for a last line without its line break: it may be half of one. */
  terminated: boolean;
}

/**
 * Streams the lines of a file behind a link that a vendor sent, without any credential, following redirects only to
 * allowed hosts; empty lines are left out. Throws {@link ExpiredLinkError}, a {@link SourceError} of kind
 * `unavailable` when the file is cut off, `unexpected` for a link that may not be followed or a file too large, or the
 * signal's reason when the caller aborted. No error quotes the link.
 */
export async function* downloadLines(
  link: string,
  options: DownloadOptions,
): AsyncGenerator<DownloadedLine, void, void> {
  const { what } = options;
  if (!URL.canParse(link)) {
    throw new SourceError(
      'unexpected',
      `${what} has a link that is no address`,
    );
  }
  const deadline = startDeadline(options.signal, {
    totalMs: options.totalMs ?? 30 * 60_000,
    stallMs: options.stallMs ?? 60_000,
  });
  try {
    const response = await retrying(
      () => open(new URL(link), options, deadline),
      {
        policy: options.retry ?? defaultRetryPolicy,
        wait: (milliseconds, signal) => {
          deadline.pause();
          return (options.wait ?? waitOnTheClock)(milliseconds, signal);
        },
        signal: options.signal,
      },
    );
    yield* splitLines(
      readBody(response, {
        what,
        maxBytes: options.maxBytes ?? 256 * MEGABYTE,
        onWait: deadline.progress,
        onBytes: deadline.pause,
      }),
      { what, maxLineBytes: options.maxLineBytes ?? 4 * MEGABYTE },
    );
  } catch (error) {
    throw networkFailure(error, {
      what,
      deadline,
      outer: options.signal,
      begun: true,
    });
  } finally {
    deadline.end();
  }
}

async function open(
  link: URL,
  options: DownloadOptions,
  deadline: Deadline,
): Promise<Attempt<Response>> {
  const { what } = options;
  deadline.progress();
  let response: Response;
  try {
    response = await exchange(link, {
      what,
      headers: { accept: '*/*' },
      signal: deadline.signal,
      fault: hop => linkFault(hop, options.rules),
    });
  } catch (error) {
    const failure = networkFailure(error, {
      what,
      deadline,
      outer: options.signal,
      begun: false,
    });
    if (failure.kind !== 'unavailable' || deadline.timedOut()) {
      throw failure;
    }
    return { again: failure };
  }
  if (response.ok) {
    return { done: response };
  }
  discardBody(response);
  if (EXPIRED.has(response.status)) {
    throw new ExpiredLinkError(
      `${what} could not be downloaded: its link does not open (${response.status})`,
    );
  }
  const failure = statusFailure(response, {
    what: `The download of ${what}`,
    access: '',
    now: options.now?.() ?? new Date(),
  });
  if ('again' in failure) {
    return failure;
  }
  throw failure.final;
}

async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  options: { what: string; maxLineBytes: number },
): AsyncGenerator<DownloadedLine, void, void> {
  // Also takes off a byte order mark.
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of chunks) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      if (text.trim() !== '') {
        yield { text: text.trim(), terminated: true };
      }
    }
    if (rest.length > options.maxLineBytes) {
      throw new SourceError(
        'unexpected',
        `${options.what} has a line longer than the limit of ${options.maxLineBytes} bytes`,
      );
    }
  }
  rest += decoder.decode();
  if (rest.trim() !== '') {
    yield { text: rest.trim(), terminated: false };
  }
}
