import { PushError } from './PushError';

export interface GateLimits {
  /** So many pushes are worked on at a time; the others wait for their turn. */
  atOnce: number;
  /** So many wait. */
  waiting: number;
  /** So many bytes of bodies are held, of those that are being read, that wait and that are worked on. */
  bytes: number;
}

const LIMITS: GateLimits = {
  atOnce: 4,
  waiting: 100,
  bytes: 160 * 1024 * 1024,
};
const RETRY_AFTER_SECONDS = 2;

/** Takes note of bytes before they are held; throws a PushError with 429 where there are too many. */
export type Hold = (bytes: number) => void;

/**
 * Keeps what all pushes together take small, and asks those beyond it to come back. A body that is still on its way
 * takes its bytes alone and no place of others, so that slow senders keep nobody out.
 */
export class Gate {
  readonly #limits: GateLimits;
  readonly #queue: (() => void)[] = [];
  #inside = 0;
  #held = 0;

  constructor(limits: Partial<GateLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /**
   * Reads a body and, when its turn has come, works on it. Throws a PushError with 429 when there is too much already.
   * @param read - reads the body, telling of its bytes before it keeps them
   */
  async pass<T>(
    read: (hold: Hold) => Promise<Buffer>,
    take: (body: Buffer) => Promise<T>,
  ): Promise<T> {
    let held = 0;
    try {
      const body = await read(bytes => {
        if (this.#held + bytes > this.#limits.bytes) throw full();
        this.#held += bytes;
        held += bytes;
      });
      await this.#enter();
      try {
        return await take(body);
      } finally {
        this.#leave();
      }
    } finally {
      this.#held -= held;
    }
  }

  async #enter(): Promise<void> {
    if (this.#inside < this.#limits.atOnce) {
      this.#inside += 1;
      return;
    }
    if (this.#queue.length >= this.#limits.waiting) throw full();
    await new Promise<void>(resolve => {
      this.#queue.push(resolve);
    });
  }

  /** Hands the place on to who has waited longest. */
  #leave(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#inside -= 1;
  }
}

function full(): PushError {
  return new PushError(429, 'Too many pushes at once: try again soon', {
    retryAfter: RETRY_AFTER_SECONDS,
  });
}
