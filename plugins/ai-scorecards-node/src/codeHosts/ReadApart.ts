import { SourceError } from '../sources/SourceError';

/** More items than these that fail one after the other are no fault of each: the host answers nothing of the kind. */
const MOST_IN_A_ROW = 5;

interface Options<Item, Answer> {
  /** Reads a batch; may throw when some of it is answered. */
  read: (items: readonly Item[]) => AsyncIterable<Answer>;
  /** By what an answer is known to be an item's. */
  key: (it: Item | Answer) => string;
  /** The answer for an item that cannot be read by itself. */
  failed: (item: Item, reason: string) => Answer;
  /** Asks for what the host tells whatever is wrong with an item; throws a SourceError while the host fails. */
  probe: () => Promise<void>;
}

/**
 * Reads from a code host so that one repository which always fails keeps nothing from the others: what fails is halved
 * until it stands alone. Throws what is a fault of the host: it does not answer the probe either, refuses the token, is
 * at its limit, or fails for many in a row.
 */
export class ReadApart<Item, Answer> {
  readonly #options: Options<Item, Answer>;
  #inARow = 0;

  constructor(options: Options<Item, Answer>) {
    this.#options = options;
  }

  /** Every item is answered once. */
  async *read(items: readonly Item[]): AsyncGenerator<Answer, void, void> {
    const { read, key, failed } = this.#options;
    const open = new Map(items.map(item => [key(item), item]));
    let fault: SourceError;
    try {
      for await (const answer of read(items)) {
        open.delete(key(answer));
        this.#inARow = 0;
        yield answer;
      }
      return;
    } catch (error) {
      fault = await this.#faultOfOne(error);
    }
    const left = [...open.values()];
    if (left.length > 1) {
      const half = Math.ceil(left.length / 2);
      yield* this.read(left.slice(0, half));
      yield* this.read(left.slice(half));
      return;
    }
    for (const item of left) {
      this.#inARow += 1;
      if (this.#inARow > MOST_IN_A_ROW) throw fault;
      yield failed(item, fault.message);
    }
  }

  async #faultOfOne(error: unknown): Promise<SourceError> {
    if (
      !(error instanceof SourceError) ||
      !['unavailable', 'unexpected', 'forbidden'].includes(error.kind)
    ) {
      throw error;
    }
    await this.#options.probe();
    return error;
  }
}
