/**
 * Medians are worked out from counts by bin: counts of teams and of weeks add up, and no bin tells a single change.
 */

/** Upper ends of the bins of how long a change was open, in hours; the last bin is without end. */
export const CYCLE_HOURS: readonly number[] = [
  0.5, 1, 2, 4, 8, 12, 16, 24, 36, 48, 72, 96, 120, 168, 240, 336, 504, 720,
];

/** Upper ends of the bins of changed lines; the last bin is without end. */
export const SIZE_LINES: readonly number[] = [
  5, 10, 20, 35, 50, 75, 100, 150, 200, 300, 400, 600, 800, 1000, 1500, 2500,
  5000,
];

/** The bin that a value falls into; a value on an upper end belongs below it. */
export function binOf(ends: readonly number[], value: number): number {
  const bin = ends.findIndex(end => value <= end);
  return bin === -1 ? ends.length : bin;
}

/** Counts of no value at all. */
export function emptyBins(ends: readonly number[]): number[] {
  return new Array<number>(ends.length + 1).fill(0);
}

/** Counts added bin by bin. */
export function addBins(a: readonly number[], b: readonly number[]): number[] {
  return a.map((count, bin) => count + (b[bin] ?? 0));
}

/**
 * The median of binned values, between the ends of its bin in proportion; the lower end of the last bin for one that
 * lies in it. Null without values.
 */
export function medianOf(
  ends: readonly number[],
  counts: readonly number[],
): { value: number; isLeast: boolean } | null {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  if (half === 0) return null;
  let below = 0;
  for (let bin = 0; bin < ends.length; bin++) {
    if (below + counts[bin] >= half) {
      const low = bin === 0 ? 0 : ends[bin - 1];
      const share = (half - below) / counts[bin];
      return { value: low + (ends[bin] - low) * share, isLeast: false };
    }
    below += counts[bin];
  }
  return { value: ends[ends.length - 1], isLeast: true };
}
