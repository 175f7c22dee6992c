/** A dated row in one comparable form: something is so on the days from `from` up to, but not including, `to`. */
export interface PastRow {
  /** The person or team whose rows are replaced together. */
  owner: number;
  target: number;
  from: string;
  to: string;
  origin: string;
  counted: boolean;
}

/** Days from `from` up to, but not including, `to`. */
export interface Days {
  from: string;
  to: string;
}

/**
 * Returns the days on which two lists of rows do not say the same, in order and apart from each other. Where a stay only
 * ends on another day, these are the days between the two ends.
 */
export function changedDays(
  before: readonly PastRow[],
  after: readonly PastRow[],
): Days[] {
  // What is said on a day as a sum: rows of one list weigh against those of the other.
  const steps = new Map<string, { what: string; weight: number }[]>();
  const step = (day: string, what: string, weight: number) => {
    const list = steps.get(day) ?? [];
    list.push({ what, weight });
    steps.set(day, list);
  };
  for (const [rows, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const { from, to, ...row } of rows) {
      const what = [row.owner, row.target, row.origin, row.counted].join(' ');
      step(from, what, sign);
      step(to, what, -sign);
    }
  }
  const weights = new Map<string, number>();
  const found: Days[] = [];
  let since: string | null = null;
  for (const day of [...steps.keys()].sort()) {
    for (const { what, weight } of steps.get(day) ?? []) {
      const sum = (weights.get(what) ?? 0) + weight;
      if (sum === 0) weights.delete(what);
      else weights.set(what, sum);
    }
    if (weights.size > 0) {
      since ??= day;
    } else if (since !== null) {
      found.push({ from: since, to: day });
      since = null;
    }
  }
  return found;
}
