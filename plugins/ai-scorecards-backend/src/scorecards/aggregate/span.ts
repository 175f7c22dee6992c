import {
  addDays,
  dayIndex,
  daysFromTo,
} from 'backstage-plugin-ai-scorecards-common';

/** A day that bit masks of one span can have: bits stay positive in 32-bit integers. */
const MOST_DAYS = 31;

/**
 * Up to 31 consecutive UTC days, of which bit i of a mask means the i-th. All that is worked out of a week, a window or
 * a month is worked out of such masks.
 */
export class DaySpan {
  readonly days: readonly string[];
  readonly first: string;
  readonly last: string;
  /** First day after. */
  readonly end: string;
  /** Every day of the span. */
  readonly all: number;
  readonly #start: number;
  /** Position of each day: a period is worked out from as many ranges as there are people. */
  readonly #positions: ReadonlyMap<string, number>;

  /** From `first` to `last`, both included. */
  constructor(first: string, last: string) {
    this.days = daysFromTo(first, last);
    if (this.days.length === 0 || this.days.length > MOST_DAYS) {
      throw new Error(
        `A span of days has 1 to ${MOST_DAYS}, not ${first} to ${last}`,
      );
    }
    this.first = first;
    this.last = last;
    this.end = addDays(last, 1);
    this.#start = dayIndex(first);
    this.#positions = new Map(this.days.map((day, i) => [day, i]));
    this.all =
      this.days.length === MOST_DAYS ? 0x7fffffff : (1 << this.days.length) - 1;
  }

  /** Mask of the days from `from` up to, but not including, `to`; days outside the span are left out. */
  mask(from: string, to: string): number {
    if (from >= this.end || to <= this.first || from >= to) return 0;
    const low = this.#positions.get(from) ?? 0;
    const high = this.#positions.get(to) ?? this.days.length;
    // Bits low to high − 1, without shifting by 32.
    const upTo = (count: number) =>
      count >= MOST_DAYS ? 0x7fffffff : (1 << count) - 1;
    return upTo(high) & ~upTo(low);
  }

  /** Mask of one day; 0 for a day outside the span. */
  bit(day: string): number {
    const position = this.#positions.get(day);
    return position === undefined ? 0 : 1 << position;
  }

  /** The days of a mask, in order. */
  daysOf(mask: number): string[] {
    return this.days.filter((_, i) => (mask & (1 << i)) !== 0);
  }

  /**
   * Turns masks of a calendar month, whose bit d − 1 is day d, into masks of this span.
   * @param month - `YYYY-MM`
   */
  monthMasks(month: string): (monthMask: number) => number {
    const offset = dayIndex(`${month}-01`) - this.#start;
    const { all } = this;
    if (offset <= -MOST_DAYS || offset >= this.days.length) return () => 0;
    return offset >= 0
      ? monthMask => (monthMask << offset) & all
      : monthMask => (monthMask >> -offset) & all;
  }
}

/** Cuts the days from `first` to `last`, both included, wherever something dated begins or ends and a span is full. */
export function steadySpans(
  first: string,
  last: string,
  dated: Iterable<{ from: string; to: string }>,
): DaySpan[] {
  const starts = new Set([first]);
  for (
    let day = addDays(first, MOST_DAYS);
    day <= last;
    day = addDays(day, MOST_DAYS)
  ) {
    starts.add(day);
  }
  for (const range of dated) {
    for (const day of [range.from, range.to]) {
      if (day > first && day <= last) starts.add(day);
    }
  }
  return [...starts]
    .sort()
    .map(
      (from, i, all) =>
        new DaySpan(from, i + 1 < all.length ? addDays(all[i + 1], -1) : last),
    );
}

/** Number of days in a mask. */
export function countDays(mask: number): number {
  let v = mask - ((mask >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
