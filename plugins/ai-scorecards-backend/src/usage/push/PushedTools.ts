/** Entity refs of the tools that something was pushed for, as of the last look. */
export class PushedTools {
  #refs: ReadonlySet<string> = new Set();

  get refs(): ReadonlySet<string> {
    return this.#refs;
  }

  set(refs: ReadonlySet<string>): void {
    this.#refs = refs;
  }
}
