import { Wait, waitOnTheClock } from './wait';

const MINUTE_MS = 60_000;

export interface PaceOptions {
  /** How many requests may begin within any minute. */
  requestsPerMinute: number;
  wait?: Wait;
  /** Milliseconds of a clock that nobody sets. */
  now?: () => number;
}

/**
 * Keeps to a vendor's limit of requests per minute, so that it need not refuse any. One pace is shared by all clients
 * that the vendor counts as one; replicas each have their own, and what is too many of all of them is waited out as the
 * vendor asks.
 */
export class Pace {
  readonly #options: PaceOptions;
  /** When the last requests began, or will: as many as may within a minute. */
  readonly #begun: number[] = [];

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Resolves when the next request may begin; rejects with the signal's reason when it is aborted. */
  async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { requestsPerMinute, wait = waitOnTheClock } = this.#options;
    const now = this.#options.now?.() ?? performance.now();
    const free =
      this.#begun.length < requestsPerMinute
        ? now
        : (this.#begun.shift() ?? now) + MINUTE_MS;
    const at = Math.max(now, free);
    // Taken before the wait, so that others who ask meanwhile get later turns.
    this.#begun.push(at);
    if (at > now) await wait(Math.ceil(at - now), signal);
  }
}
