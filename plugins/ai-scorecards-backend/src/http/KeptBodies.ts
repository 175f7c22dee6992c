import { createHash } from 'node:crypto';
import type { Response } from 'express';

/** Answers of pages as bytes, kept for as long as what they were made from is the same. */
export class KeptBodies {
  readonly #kept = new Map<
    string,
    { from: readonly unknown[]; body: Buffer; etag: string }
  >();
  readonly #most: number;

  /** @param most - so many values keep their bodies; the oldest go first */
  constructor(most = 500) {
    this.#most = most;
  }

  /**
   * Answers with a value as JSON. `from` is everything that the value is made from, compared one by one by identity: with
   * the same key and the same things the value is not made again. `make` may take its time.
   */
  async send(
    response: Response,
    key: string,
    from: readonly unknown[],
    make: () => unknown,
  ): Promise<void> {
    const { body, etag } = await this.#bodyOf(key, from, make);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('etag', etag);
    response.send(body);
  }

  async #bodyOf(key: string, from: readonly unknown[], make: () => unknown) {
    const known = this.#kept.get(key);
    if (
      known?.from.length === from.length &&
      known.from.every((each, n) => each === from[n])
    ) {
      return known;
    }
    const body = Buffer.from(JSON.stringify(await make()));
    const digest = createHash('sha1').update(body).digest('base64url');
    const entry = { from, body, etag: `W/"${digest}"` };
    this.#kept.delete(key);
    this.#kept.set(key, entry);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most) this.#kept.delete(oldest);
    return entry;
  }
}
