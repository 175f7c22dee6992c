import type { Figure, HeadlineMetric, Point } from '../../contract';
import { teamOutput } from '../../metrics';
import { hasStatus, hasValue, missing, populationOf, stateOf } from '../figure';
import {
  baselineFigure,
  indexOf,
  nothingYet,
  plain,
  pointOf,
  scoredFigure,
} from './against';
import {
  BASELINE_WEEKS,
  CHART_WEEKS,
  OutcomeInput,
  PublishedOutcomeWeek,
  SCORED_WEEKS,
} from './published';
import { OutputSum, outputOver, weeksBefore } from './sums';

/** Merged pull requests per developer-week, in thousandths. */
function perWeek({ merged, developerWeeks }: OutputSum): number {
  return Math.round((1000 * merged) / developerWeeks) / 1000;
}

/** Output of the scored weeks, of those before the baseline, and what they are made of. */
export function outputFigures(input: OutcomeInput): {
  figure: Figure;
  baseline: Figure;
  index: Figure;
  now: OutputSum;
  before: OutputSum;
} {
  const none: OutputSum = { weeks: 0, merged: 0, developerWeeks: 0 };
  const nothing = nothingYet(input);
  if (nothing || input.week === null) {
    const { state, reason } = nothing ?? { state: 'collecting', reason: '' };
    const figure = missing(state, 'count', reason);
    const index = missing(state, 'index', reason);
    return { figure, baseline: figure, index, now: none, before: none };
  }
  const { week, weeks } = input;
  const now = outputOver(weeks, week, SCORED_WEEKS);
  const before = outputOver(
    weeks,
    weeksBefore(week, SCORED_WEEKS),
    BASELINE_WEEKS,
  );
  const row = weeks.find(each => each.week === week);
  const figure = scoredFigure(
    'count',
    row && { population: row.roster, period: row },
    row,
    now.weeks,
    plain('count', perWeek(now)),
  );
  const baseline = baselineFigure(
    'count',
    before.weeks,
    plain('count', perWeek(before)),
  );
  return { figure, baseline, index: indexOf(figure, baseline), now, before };
}

/** One week's output against a baseline: a gap where it is not known. */
export function outputPoint(
  row: PublishedOutcomeWeek,
  baseline: Figure,
): Point {
  const { state, reason } = stateOf(row.roster, row, row);
  const figure = hasValue(state)
    ? plain('count', perWeek(outputOver([row], row.week, 1)))(state, reason)
    : missing(state, 'count', reason);
  // A week that is not known whole has no output that could be compared.
  return pointOf(
    row.week,
    state === 'partial'
      ? missing('partial', 'index', reason)
      : indexOf(figure, baseline),
  );
}

/** The weeks of a small chart that ends with the scored one, oldest first; one without a row is a gap. */
export function outputPoints(input: OutcomeInput, baseline: Figure): Point[] {
  const { week, weeks } = input;
  if (week === null) return [];
  return Array.from({ length: CHART_WEEKS }, (_, i) => {
    const monday = weeksBefore(week, CHART_WEEKS - 1 - i);
    const row = weeks.find(each => each.week === monday);
    return row ? outputPoint(row, baseline) : gap(monday);
  });
}

/** A week of which nothing is known. */
export function gap(week: string): Point {
  return {
    period: week,
    state: 'no-data',
    value: null,
    bound: null,
    reason: 'Nothing is known of this week.',
  };
}

/** The tile of output: an index of the own baseline, a direction and no verdict. */
export function scoreOutput(input: OutcomeInput): HeadlineMetric {
  const { figure, baseline, index, now, before } = outputFigures(input);
  const earlier =
    input.week === null
      ? null
      : outputOver(
          input.weeks,
          weeksBefore(input.week, SCORED_WEEKS),
          SCORED_WEEKS,
        );
  const row = input.weeks.find(each => each.week === input.week);
  const isComparable =
    index.value !== null &&
    figure.state !== 'partial' &&
    earlier?.weeks === SCORED_WEEKS &&
    baseline.value !== null;
  return {
    id: teamOutput.id,
    title: teamOutput.title,
    unit: teamOutput.unit,
    direction: teamOutput.direction,
    definition: { version: teamOutput.version, formula: teamOutput.formula },
    figure: index,
    status: statusOf(index),
    reasons: [
      index.value === null ? undefined : words(index.value),
      index.reason,
    ].filter((reason): reason is string => reason !== undefined),
    change:
      isComparable && index.value !== null && baseline.value
        ? Math.round(
            10 * (index.value - (100 * perWeek(earlier)) / baseline.value),
          ) / 10
        : null,
    sparkline: outputPoints(input, baseline),
    inputs: index.value === null ? [] : inputsOf(now, before),
    population: row
      ? populationOf(row.roster)
      : { people: null, leftOut: 0, countedInEach: false },
    target: null,
    peers: null,
    nextStep: null,
  };
}

function statusOf({ state, value }: Figure): HeadlineMetric['status'] {
  if (state === 'provisional') return 'provisional';
  return value !== null && hasStatus(state) ? 'on-track' : 'not-known-yet';
}

function words(index: number): string {
  const points = Math.round(index) - 100;
  if (points === 0) return 'As before: the own baseline is 100.';
  return `${Math.abs(points)} % ${
    points > 0 ? 'above' : 'below'
  } the own baseline: a direction, not a verdict.`;
}

function inputsOf(now: OutputSum, before: OutputSum): HeadlineMetric['inputs'] {
  const input = (id: string, label: string, value: number) => ({
    id,
    label,
    figure: plain('count', value)('ok'),
  });
  return [
    input('merged', 'Merged pull requests', now.merged),
    input('developerWeeks', 'Developer-weeks', now.developerWeeks),
    input('weeks', 'Complete weeks', now.weeks),
    input('mergedBefore', 'Merged in the baseline', before.merged),
    input(
      'developerWeeksBefore',
      'Developer-weeks of the baseline',
      before.developerWeeks,
    ),
    input('weeksBefore', 'Weeks of the baseline', before.weeks),
  ];
}
