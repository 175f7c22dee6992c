import { SourceError } from '../sources/SourceError';
import { startDeadline } from './deadline';
import { exchange } from './exchange';
import { networkFailure, statusFailure, vendorMessage } from './failures';
import { Pace } from './pace';
import { parseJson } from './parseJson';
import { readText } from './readBody';
import { Attempt, defaultRetryPolicy, RetryPolicy, retrying } from './retrying';
import { Wait, waitOnTheClock } from './wait';

/** `empty` is any of the ways to say "nothing here": 204, 404, no body, `""` or `null`, and what was asked to be one. */
export type JsonAnswer =
  | { state: 'data'; value: unknown; headers: Headers }
  | { state: 'empty'; status: number; reason: string };

/** `unchanged` is 304: what was answered with the same `etag` still holds. */
export type ConditionalAnswer =
  | JsonAnswer
  | { state: 'unchanged'; headers: Headers };

export interface VendorClientOptions {
  /** What operators know the vendor by: "GitHub". */
  vendor: string;
  /** Checked by the configuration; its path, if it has one, is kept. */
  baseUrl: string;
  /** Sent with every request to the base URL's own origin, and to no other. */
  headers: Record<string, string>;
  /** Texts that must not appear in an error, even if the vendor repeats them. */
  secrets: readonly string[];
  /** Milliseconds for one request with its answer. */
  timeLimitMs?: number;
  /** The largest answer read. */
  maxBytes?: number;
  /** Told the headers of every answer, also of refusals: for limits that stand there. */
  onAnswer?: (headers: Headers) => void;
  /** Of the vendor's limit of requests per minute; every attempt takes a turn. */
  pace?: Pick<Pace, 'turn'>;
  retry?: RetryPolicy;
  wait?: Wait;
  now?: () => Date;
}

export interface JsonRequest {
  query?: readonly (readonly [string, string])[];
  /** One sentence: what to ask the vendor's admin for, when access is missing. */
  access: string;
  /** Keys whose numbers are returned as the text they were sent in. */
  numbersAsText?: readonly string[];
  /**
   * Statuses that are answers and no failures, as 404 always is: `empty`, with the vendor's own sentence as reason. One
   * that says that the limit of requests is reached is a failure all the same.
   */
  answers?: readonly number[];
  signal: AbortSignal;
}

/** What is asked for: nothing is sent but with POST. */
interface Question {
  url: URL;
  what: string;
  headers?: Record<string, string>;
  /** JSON. */
  body?: string;
}

/** Asks one vendor's API for JSON, with its credential, limits and patience. */
export class VendorClient {
  readonly #options: VendorClientOptions;
  readonly #base: URL;

  constructor(options: VendorClientOptions) {
    this.#options = options;
    this.#base = new URL(options.baseUrl);
  }

  /** What operators know the vendor by. */
  get vendor(): string {
    return this.#options.vendor;
  }

  /**
   * GETs a path below the base URL. Throws a {@link SourceError} as its kinds say, or the signal's reason when the
   * caller aborted.
   */
  async getJson(path: string, request: JsonRequest): Promise<JsonAnswer> {
    return this.#askWhole(this.#question(path, request), request);
  }

  /** The same, only if what is there differs from what was answered with the `etag`; null asks for it in any case. */
  getJsonIfChanged(
    path: string,
    etag: string | null,
    request: JsonRequest,
  ): Promise<ConditionalAnswer> {
    const question = this.#question(path, request);
    return this.#ask(
      etag === null
        ? question
        : { ...question, headers: { 'if-none-match': etag } },
      request,
    );
  }

  /** POSTs a question that changes nothing at the vendor, and so may be asked again; otherwise as {@link getJson}. */
  postJson(
    path: string,
    body: unknown,
    request: JsonRequest,
  ): Promise<JsonAnswer> {
    return this.#askWhole(this.#question(path, request, body), request);
  }

  /**
   * POSTs JSON to a path below the base URL, once: what was asked for may have been begun although no answer came.
   * Throws as {@link getJson} does, also for a redirect.
   */
  async postOnce(
    path: string,
    body: unknown,
    request: JsonRequest,
  ): Promise<JsonAnswer> {
    const question = this.#question(path, request, body);
    const attempt = await this.#attempt(question, request);
    if ('again' in attempt) throw attempt.again;
    return wholeAnswer(attempt.done, question.what);
  }

  async #askWhole(
    question: Question,
    request: JsonRequest,
  ): Promise<JsonAnswer> {
    return wholeAnswer(await this.#ask(question, request), question.what);
  }

  #ask(question: Question, request: JsonRequest): Promise<ConditionalAnswer> {
    return retrying(() => this.#attempt(question, request), {
      policy: this.#options.retry ?? defaultRetryPolicy,
      wait: this.#options.wait ?? waitOnTheClock,
      signal: request.signal,
    });
  }

  #question(path: string, request: JsonRequest, body?: unknown): Question {
    const url = new URL(
      `${this.#base.pathname.replace(/\/+$/, '')}${path}`,
      this.#base,
    );
    for (const [key, value] of request.query ?? []) {
      url.searchParams.append(key, value);
    }
    return {
      url,
      what: `The request to ${this.#options.vendor} for ${path}`,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
  }

  async #attempt(
    { url, what, headers, body }: Question,
    request: JsonRequest,
  ): Promise<Attempt<ConditionalAnswer>> {
    await this.#options.pace?.turn(request.signal);
    const deadline = startDeadline(request.signal, {
      totalMs: this.#options.timeLimitMs ?? 30_000,
    });
    let begun = false;
    try {
      const response = await exchange(url, {
        what,
        headers: { ...this.#options.headers, ...headers },
        body,
        signal: deadline.signal,
        fault: hop =>
          hop.origin === this.#base.origin
            ? undefined
            : `it leads from ${this.#base.host} to ${
                hop.host
              }, and credentials stay with the configured host`,
      });
      begun = true;
      this.#options.onAnswer?.(response.headers);
      const text = await readText(response, {
        what,
        maxBytes: this.#options.maxBytes ?? 32 * 1024 * 1024,
      });
      return this.#judge(response, text, what, request);
    } catch (error) {
      const failure = networkFailure(error, {
        what,
        deadline,
        outer: request.signal,
        begun,
      });
      // A hang is not waited out again and again: the next cycle asks anew.
      if (failure.kind !== 'unavailable' || deadline.timedOut()) {
        throw failure;
      }
      return { again: failure };
    } finally {
      deadline.end();
    }
  }

  #judge(
    response: Response,
    text: string,
    what: string,
    request: JsonRequest,
  ): Attempt<ConditionalAnswer> {
    const { status, headers } = response;
    if (status === 304) {
      return { done: { state: 'unchanged', headers } };
    }
    if (status === 404) {
      return { done: { state: 'empty', status, reason: 'not found (404)' } };
    }
    if (request.answers?.includes(status) || !response.ok) {
      const message = vendorMessage(text, this.#options.secrets);
      const failure = statusFailure(response, {
        what,
        access: request.access,
        message,
        now: this.#options.now?.() ?? new Date(),
      });
      // A limit of requests says nothing about what was asked, whatever else its status means there.
      const isLimit =
        'again' in failure && failure.again.kind === 'rate-limited';
      if (request.answers?.includes(status) && !isLimit) {
        const reason = `${message ?? 'no reason given'} (${status})`;
        return { done: { state: 'empty', status, reason } };
      }
      if ('again' in failure) return failure;
      throw failure.final;
    }
    if (text.trim() === '') {
      const reason = `an empty answer (${status})`;
      return { done: { state: 'empty', status, reason } };
    }
    let value: unknown;
    try {
      value = parseJson(text, request.numbersAsText);
    } catch {
      return notJson(text, what);
    }
    if (value === null || value === '') {
      const reason = `an answer that holds nothing (${status})`;
      return { done: { state: 'empty', status, reason } };
    }
    return { done: { state: 'data', value, headers } };
  }
}

/** An answer to a request that set no condition, to which 304 is none. */
function wholeAnswer(answer: ConditionalAnswer, what: string): JsonAnswer {
  if (answer.state === 'unchanged') {
    throw new SourceError(
      'unexpected',
      `${what} was answered with the status 304`,
    );
  }
  return answer;
}

/**
 * What an answer means that does not parse; the parser's own message would quote it, and it may hold people's names.
 * One that begins like JSON was cut off by something that ended it politely, and may come whole next time.
 */
function notJson(text: string, what: string): Attempt<never> {
  if (/^\s*[{[]/.test(text)) {
    return {
      again: new SourceError('unavailable', `${what} was cut off`),
    };
  }
  throw new SourceError(
    'unexpected',
    `${what} was answered with something that is not JSON`,
  );
}
