import type { Figure, Point } from '../../contract';
import { hasValue, missing, rate, stateOf } from '../figure';
import {
  baselineFigure,
  indexOf,
  nothingYet,
  pointOf,
  scoredFigure,
} from './against';
import { gap } from './output';
import {
  BASELINE_WEEKS,
  CHART_WEEKS,
  OutcomeInput,
  PublishedOutcomeWeek,
  SCORED_WEEKS,
} from './published';
import { ChangesSum, changesOver, weeksBefore } from './sums';

/** Something that is told of changes, from their sums. */
export interface ChangeMeasure {
  unit: Figure['unit'];
  /** Weeks that a change is given before it is looked at. */
  settling: number;
  value(sum: ChangesSum, state: Figure['state'], reason?: string): Figure;
  /** It is told of incidents and defects alone, and not known where nothing tells of these. */
  ofIncidents?: boolean;
  /** Weeks of which the measure is known, where that is not every week of the sum. */
  weeks?(sum: ChangesSum): number;
}

/** A share of changes, its ends clamped as those of every rate over few people are. */
export function shareOf(
  numerator: (sum: ChangesSum) => number,
  denominator: (sum: ChangesSum) => number = sum => sum.changes,
  settling = 0,
): ChangeMeasure {
  return {
    unit: 'ratio',
    settling,
    value: (sum, state, reason) =>
      rate(numerator(sum), denominator(sum), sum.people, state, reason),
  };
}

export interface MeasuredChanges {
  figure: Figure;
  baseline: Figure;
  index: Figure;
  now: ChangesSum;
  before: ChangesSum;
}

/** Why a measure is not told of anything although there is a scored week; null where it is. */
function nothingTold(
  { incidentsTold }: OutcomeInput,
  { ofIncidents }: ChangeMeasure,
): { state: 'no-data'; reason: string } | null {
  return ofIncidents && !incidentsTold
    ? {
        state: 'no-data',
        reason: 'No source has told of an incident or a defect yet.',
      }
    : null;
}

/** A measure over the scored weeks, or those in which changes had time to fail, and over the 26 before them. */
export function measure(
  input: OutcomeInput,
  of: ChangeMeasure,
): MeasuredChanges {
  const nothing = nothingYet(input) ?? nothingTold(input, of);
  const empty = changesOver([], input.week ?? '2000-01-03', 0);
  if (nothing || input.week === null) {
    const { state, reason } = nothing ?? { state: 'collecting', reason: '' };
    const figure = missing(state, of.unit, reason);
    return {
      figure,
      baseline: figure,
      index: missing(state, 'index', reason),
      now: empty,
      before: empty,
    };
  }
  const week = weeksBefore(input.week, of.settling);
  const now = changesOver(input.weeks, week, SCORED_WEEKS);
  const before = changesOver(
    input.weeks,
    weeksBefore(week, SCORED_WEEKS),
    BASELINE_WEEKS,
  );
  const weeksOf = of.weeks ?? (sum => sum.weeks);
  const row = input.weeks.find(each => each.week === week);
  const figure = scoredFigure(
    of.unit,
    row && { population: row.window, period: row.window.period },
    row,
    now.weeks,
    (state, reason) => of.value(now, state, reason),
  );
  const baseline = baselineFigure(of.unit, weeksOf(before), (state, reason) =>
    of.value(before, state, reason),
  );
  return { figure, baseline, index: indexOf(figure, baseline), now, before };
}

/** A measure over the 28 days that end with a row's week, named by the week that it is told in. */
export function measuredPoint(
  row: PublishedOutcomeWeek,
  week: string,
  of: ChangeMeasure,
): Figure & { period: string } {
  const { state, reason } = stateOf(row.window, row.window.period, row);
  const figure = hasValue(state)
    ? of.value(changesOver([row], row.week, SCORED_WEEKS), state, reason)
    : missing(state, of.unit, reason);
  return { period: week, ...figure };
}

/** Points of a small chart that ends with the scored week, oldest first. */
export function measuredPoints(
  input: OutcomeInput,
  of: ChangeMeasure,
): (Point & { unit: Figure['unit'] })[] {
  const { week, weeks } = input;
  if (week === null) return [];
  return Array.from({ length: CHART_WEEKS }, (_, i) => {
    const monday = weeksBefore(week, CHART_WEEKS - 1 - i);
    const wanted = weeksBefore(monday, of.settling);
    const row = weeks.find(each => each.week === wanted);
    return row && !nothingTold(input, of)
      ? measuredPoint(row, monday, of)
      : { ...gap(monday), unit: of.unit };
  });
}

/** The same against the own baseline, which is 100. */
export function indexedPoints(
  input: OutcomeInput,
  of: ChangeMeasure,
  baseline: Figure,
): Point[] {
  return measuredPoints(input, of).map(({ period, ...figure }) =>
    pointOf(period, indexOf(figure, baseline)),
  );
}
