/** So many answers are kept; the oldest go first. */
const MOST = 500;

/** Whatever the key does not name, such as a catalog that was read by another instance, shows after so long. */
const KEPT_MS = 30_000;

/**
 * Keeps answers about requests until anything happens to any of them. A key names everything that an answer depends on:
 * the head of the log, the day, the organisation, who asks and what.
 */
export class AnswerCache {
  readonly #kept = new Map<string, { at: number; answer: Promise<unknown> }>();

  async get<T>(key: string, work: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const known = this.#kept.get(key);
    // A key holds the answers of one kind of question only.
    if (known && now - known.at < KEPT_MS) return known.answer as Promise<T>;
    const answer = work();
    this.#kept.delete(key);
    this.#kept.set(key, { at: now, answer });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST) this.#kept.delete(oldest);
    try {
      return await answer;
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    }
  }
}
