import { UnreadableRecord } from 'backstage-plugin-ai-scorecards-node';

/** So many unreadable rows of a day are kept with their text; all are counted. */
export const KEPT_ROWS = 200;
/** Raw text is kept up to this many characters. */
export const KEPT_CHARACTERS = 2_000;
const REASON_CHARACTERS = 500;

export interface UnreadableRow {
  raw: string;
  reason: string;
}

/**
 * Counts the rows of a day that could not be read and keeps the first of them in the order of their text, so that
 * the same rows in any order leave the same ones behind.
 */
export class UnreadableRows {
  #count = 0;
  #kept: UnreadableRow[] = [];

  get count(): number {
    return this.#count;
  }

  /** The rows kept, in order. */
  get kept(): readonly UnreadableRow[] {
    return this.#kept;
  }

  add({ raw, reason }: Pick<UnreadableRecord, 'raw' | 'reason'>): void {
    this.#count += 1;
    const row = {
      raw: cutBetweenNames(raw, KEPT_CHARACTERS),
      reason: cutBetweenNames(reason, REASON_CHARACTERS),
    };
    const index = this.#kept.findIndex(other => compareRows(row, other) < 0);
    this.#kept.splice(index < 0 ? this.#kept.length : index, 0, row);
    if (this.#kept.length > KEPT_ROWS) this.#kept.pop();
  }

  /** Whether so many unreadable rows of so many in all make a day unusable: one per cent or more. */
  isTooMany(readable: number): boolean {
    return this.#count > 0 && this.#count * 100 >= readable + this.#count;
  }
}

function compareRows(a: UnreadableRow, b: UnreadableRow): number {
  if (a.raw !== b.raw) return a.raw < b.raw ? -1 : 1;
  if (a.reason !== b.reason) return a.reason < b.reason ? -1 : 1;
  return 0;
}

/** What a name may be made of: an e-mail address, a ref, several words. */
const IN_NAME = /[\p{L}\p{M}\p{N}\s._%+@:/#'-]/u;
const NAME_AT_END = /[\p{L}\p{M}\p{N}\s._%+@:/#'-]{1,255}$/u;

/** Cuts a text so that no name is cut in two: a piece of one would be found by nobody who takes the name away. */
function cutBetweenNames(text: string, length: number): string {
  const clean = cleanText(text, length + 1);
  if (clean.length <= length) return clean;
  const cut = cleanText(clean, length);
  return IN_NAME.test(clean.slice(length)) ? cut.replace(NAME_AT_END, '') : cut;
}

/** Text that both databases store: cut to a length, without the zero character that PostgreSQL refuses. */
export function cleanText(text: string, length: number): string {
  const cut = text.replaceAll('\u0000', '').slice(0, length);
  // Through UTF-8, because half a surrogate pair, as a cut may leave it, is no text to a database.
  return Buffer.from(cut, 'utf8').toString('utf8');
}
