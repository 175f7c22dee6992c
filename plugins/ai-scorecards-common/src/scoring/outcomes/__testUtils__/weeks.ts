import { population } from '../../__testUtils__/input';
import { binOf, CYCLE_HOURS, emptyBins, SIZE_LINES } from '../histogram';
import {
  NO_FINDINGS,
  OUTCOME_WEEKS,
  OutcomeInput,
  PublishedChanges,
  PublishedOutcomeWeek,
} from '../published';
import { weeksBefore } from '../sums';

export const WEEK = '2026-11-16';

const known = { state: 'ok' as const, daysKnown: 28, days: 28 };

/** Changes by so many people, all of one size and length. */
export function changes(
  people: number,
  count: number,
  failed: number,
  more: Partial<PublishedChanges> = {},
): PublishedChanges {
  const shown = people >= 5;
  const bins = (ends: readonly number[], value: number) => {
    const counts = emptyBins(ends);
    counts[binOf(ends, value)] = shown ? count : 0;
    return counts;
  };
  return {
    ...population(people),
    period: known,
    changes: shown ? count : 0,
    failed: shown ? failed : 0,
    reverted: shown ? failed : 0,
    incidents: 0,
    aiAnswered: 0,
    aiIncidents: 0,
    reviewAnswered: 0,
    reviewGaps: 0,
    hotFixes: 0,
    reviewKnown: shown ? count : 0,
    reviewed: shown ? count : 0,
    ai: 0,
    cycle: bins(CYCLE_HOURS, 20),
    size: bins(SIZE_LINES, 90),
    parts: null,
    findings: NO_FINDINGS,
    reported: null,
    ...more,
  };
}

/** A week in which a roster merged so much. */
export function outcomeWeek(
  week: string,
  people: number,
  merged: number,
  more: Partial<PublishedOutcomeWeek> = {},
): PublishedOutcomeWeek {
  const roster = population(people);
  return {
    week,
    state: 'ok',
    daysKnown: 7,
    days: 7,
    settled: true,
    provisional: false,
    roster: { ...roster, merged: roster.shown ? merged : 0 },
    window: changes(people, 4 * merged, merged),
    half: changes(people, 2 * merged, Math.floor(merged / 2)),
    ...more,
  };
}

/** All weeks that a scored one looks back over, made by how far back they are. */
export function outcomeInput(
  of: (back: number, week: string) => PublishedOutcomeWeek | null,
  more: Partial<OutcomeInput> = {},
): OutcomeInput {
  return {
    connected: true,
    incidentsTold: true,
    week: WEEK,
    weeks: Array.from({ length: OUTCOME_WEEKS }, (_, back) =>
      of(back, weeksBefore(WEEK, back)),
    ).flatMap(week => week ?? []),
    peers: null,
    ...more,
  };
}
