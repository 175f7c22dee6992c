import { sumExact } from 'backstage-plugin-ai-scorecards-common';

const BATCH = 500;

/** Adds decimal texts exactly; null until the first, because a sum of nothing reported is not zero. */
export class ExactSum {
  #sum: string | null = null;
  #waiting: string[] = [];

  add(amount: string): void {
    this.#waiting.push(amount);
    if (this.#waiting.length >= BATCH) this.#flush();
  }

  /** Plain decimal text, or null. */
  get value(): string | null {
    if (this.#waiting.length > 0) this.#flush();
    return this.#sum;
  }

  #flush(): void {
    this.#sum = sumExact([this.#sum ?? '0', ...this.#waiting]);
    this.#waiting = [];
  }
}
