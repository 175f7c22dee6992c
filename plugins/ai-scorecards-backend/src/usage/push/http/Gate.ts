import { PushError } from './PushError';

/** How many bodies are held at a time: what a push may take of memory, times this, is what all of them may. */
const AT_ONCE = 4;
const RETRY_AFTER_SECONDS = 2;

/** Lets so many pushes in at a time and asks the others to come back. */
export class Gate {
  readonly #atOnce: number;
  #inside = 0;

  constructor(atOnce = AT_ONCE) {
    this.#atOnce = atOnce;
  }

  /** Runs something inside; throws a PushError with 429 when it is full. */
  async pass<T>(run: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#atOnce) {
      throw new PushError(429, 'Too many pushes at once: try again soon', {
        retryAfter: RETRY_AFTER_SECONDS,
      });
    }
    this.#inside += 1;
    try {
      return await run();
    } finally {
      this.#inside -= 1;
    }
  }
}
