import { createHash } from 'node:crypto';
import type { Response } from 'express';

/** So many values keep their bodies; the oldest go first. */
const MOST = 500;

/** Answers of pages as bytes, kept for as long as what they were made from is the same. */
export class KeptBodies {
  readonly #kept = new Map<
    string,
    { from: readonly unknown[]; body: Buffer; etag: string }
  >();

  /**
   * Answers with a value as JSON. `from` is everything that the value is made from, compared one by one by identity: with
   * the same key and the same things the value is not made again.
   */
  send(
    response: Response,
    key: string,
    from: readonly unknown[],
    make: () => unknown,
  ): void {
    const { body, etag } = this.#bodyOf(key, from, make);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('etag', etag);
    response.send(body);
  }

  #bodyOf(key: string, from: readonly unknown[], make: () => unknown) {
    const known = this.#kept.get(key);
    if (
      known?.from.length === from.length &&
      known.from.every((each, n) => each === from[n])
    ) {
      return known;
    }
    const body = Buffer.from(JSON.stringify(make()));
    const digest = createHash('sha1').update(body).digest('base64url');
    const entry = { from, body, etag: `W/"${digest}"` };
    this.#kept.delete(key);
    this.#kept.set(key, entry);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST) this.#kept.delete(oldest);
    return entry;
  }
}
