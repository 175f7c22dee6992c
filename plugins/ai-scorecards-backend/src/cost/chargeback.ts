import {
  compareKeys,
  formatMicros,
} from 'backstage-plugin-ai-scorecards-common';
import { decimalCell, writeCsv } from '../csv/writeCsv';
import { Allocation } from './allocations';

const HEADER = [
  'month',
  'costCentre',
  'bucket',
  'tool',
  'kind',
  'priceSource',
  'microUnits',
  'amount',
  'currency',
  'closed',
  'adjustmentOf',
];

/** What stands for teams without a cost centre. */
export const NO_COST_CENTRE = 'without-cost-centre';

/**
 * The chargeback of a month as CSV: a line for each cost centre, tool and kind, buckets and adjustments on lines of their
 * own. The lines of a tool and kind without `adjustmentOf` add up to the reconciliation's total.
 */
export function chargebackCsv(allocations: readonly Allocation[]): string {
  const sums = new Map<string, Allocation>();
  for (const part of allocations) {
    const bucket =
      part.bucket ?? (part.costCentre === null ? NO_COST_CENTRE : '');
    const key = JSON.stringify([
      part.costCentre ?? '',
      bucket,
      part.line.tool,
      part.line.kind,
      part.line.source,
      part.adjustmentOf ?? '',
    ]);
    const known = sums.get(key);
    sums.set(key, { ...part, micros: part.micros + (known?.micros ?? 0) });
  }
  return writeCsv(
    HEADER,
    [...sums]
      .sort(([a], [b]) => compareKeys(a, b))
      .map(([, { line, costCentre, bucket, micros, ...part }]) => [
        line.month,
        costCentre,
        bucket ?? (costCentre === null ? NO_COST_CENTRE : null),
        line.tool,
        line.kind,
        part.priceSource,
        micros,
        decimalCell(formatMicros(micros)),
        line.currency,
        line.closed ? 'yes' : 'no',
        part.adjustmentOf,
      ]),
  );
}
