/** Keeps the outcome of a read for a moment, so that all who ask within it share one. A failed read is not kept. */
export class KeptRead<T> {
  readonly #read: () => Promise<T>;
  readonly #keepMs: number;
  #kept: { value: Promise<T>; until: number } | undefined;

  constructor(read: () => Promise<T>, keepMs: number) {
    this.#read = read;
    this.#keepMs = keepMs;
  }

  get(): Promise<T> {
    // Monotonic, so that a corrected clock neither empties nor freezes what is kept.
    const now = performance.now();
    if (this.#kept && now < this.#kept.until) return this.#kept.value;
    const value = this.#read();
    const kept = { value, until: now + this.#keepMs };
    this.#kept = kept;
    value.catch(() => {
      if (this.#kept === kept) this.#kept = undefined;
    });
    return value;
  }

  forget(): void {
    this.#kept = undefined;
  }
}
