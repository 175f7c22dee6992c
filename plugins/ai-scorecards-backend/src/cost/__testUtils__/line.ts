import type { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';

/** A line of an open month without any money. */
export function lineOf(
  more: Partial<ReconciliationLine> = {},
): ReconciliationLine {
  return {
    source: 'cursor',
    sources: ['cursor'],
    month: '2026-10',
    tool: 'resource:default/cursor',
    kind: 'usage',
    currency: 'USD',
    complete: true,
    state: 'known',
    totalIs: 'The sum',
    totalMicros: 0,
    teamsMicros: 0,
    buckets: [],
    rounding: '0',
    leftOutMicros: null,
    reportedTwiceMicros: null,
    bySource: [],
    notHeldMicros: null,
    seatsWithoutAssignee: null,
    daysKnown: 31,
    daysOfMonth: 31,
    priceSource: 'estimate',
    partsPriceSource: 'estimate',
    closed: null,
    adjustments: [],
    adjustedLaterMicros: null,
    byTeam: null,
    ...more,
  };
}
