import type { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';

/** Names one line among all. */
export function lineKey(line: ReconciliationLine): string {
  return `${line.source} ${line.month} ${line.tool} ${line.kind} ${line.currency}`;
}

/** Sum of a line's buckets in micro-units. */
export function bucketSum(line: ReconciliationLine): number {
  return line.buckets.reduce((sum, { micros }) => sum + micros, 0);
}

/** Total less teams and buckets, in micro-units; anything but 0 is a fault and is shown as one. */
export function difference(line: ReconciliationLine): number {
  return (line.totalMicros ?? 0) - (line.teamsMicros ?? 0) - bucketSum(line);
}

/** Sum of what is booked into a line's month of months closed before; null where nothing is. */
export function adjustmentSum(line: ReconciliationLine): number | null {
  return line.adjustments.length === 0
    ? null
    : line.adjustments.reduce((sum, { totalMicros }) => sum + totalMicros, 0);
}
