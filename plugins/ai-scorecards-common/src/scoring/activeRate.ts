import type { Figure, HeadlineMetric, Point } from '../contract';
import {
  activeRateStatus,
  activeRateTarget,
  DEFAULT_BANDS,
  weeklyActiveRate,
} from '../metrics';
import {
  hasStatus,
  hasValue,
  missing,
  numeratorOf,
  populationOf,
  rate,
  stateOf,
} from './figure';
import type { PublishedWeek, ScorecardInput } from './input';

const NO_LICENCES =
  'No licences known: no source reports seats, and no licensed groups are configured.';

/** Complete weeks that the headline sums. */
const HEADLINE_WEEKS = 4;

/** Sums over weeks: Σ active of Σ licensed, taken over the most people of a week. */
interface Sum {
  weeks: number;
  active: number;
  licensed: number;
  people: number;
}

function sumOf(weeks: PublishedWeek[]): Sum {
  const usable = weeks.filter(
    week => week.state === 'ok' && week.licensed.shown,
  );
  return {
    weeks: usable.length,
    active: usable.reduce((sum, week) => sum + week.licensed.active, 0),
    licensed: usable.reduce((sum, week) => sum + week.licensed.people, 0),
    // The smallest base decides: a clamp that one week needs is not undone by the sum.
    people: usable.length
      ? Math.min(...usable.map(week => week.licensed.people))
      : 0,
  };
}

/** One week's rate as a chart shows it: a gap where it is not known. */
export function weekPoint(week: PublishedWeek, provisional: boolean): Point {
  const { state, reason } = stateOf(week.licensed, week, { provisional });
  const figure = hasValue(state)
    ? rate(
        week.licensed.active,
        week.licensed.people,
        week.licensed.people,
        state,
        reason,
      )
    : missing(state, 'ratio', reason);
  const { unit: _, ...point } = figure;
  return { period: week.week, ...point };
}

function headlineFigure(
  last: PublishedWeek | undefined,
  sum: Sum,
  input: ScorecardInput,
): Figure {
  if (!input.connections.usage) {
    return missing('not-connected', 'ratio', 'No usage is connected yet.');
  }
  if (!last) return missing('collecting', 'ratio', 'No complete week yet.');
  const { state, reason } = stateOf(last.licensed, last, {
    provisional: input.coverage.provisional,
  });
  if (sum.weeks === 0) {
    if (state === 'suppressed' && !knowsLicences(input)) {
      return missing('not-connected', 'ratio', NO_LICENCES);
    }
    return missing(hasValue(state) ? 'no-data' : state, 'ratio', reason);
  }
  if (sum.weeks < HEADLINE_WEEKS) {
    return rate(
      sum.active,
      sum.licensed,
      sum.people,
      'partial',
      `Over ${sum.weeks} of ${HEADLINE_WEEKS} weeks.`,
    );
  }
  return rate(
    sum.active,
    sum.licensed,
    sum.people,
    hasValue(state) ? state : 'partial',
    reason,
  );
}

/** Without it nobody is licensed, which is not the same as too few people. */
function knowsLicences(input: ScorecardInput): boolean {
  return input.tools.some(tool => tool.connected && tool.reportsSeats);
}

/** The first tile: weekly active rate over the last four complete weeks. */
export function scoreActiveRate(input: ScorecardInput): HeadlineMetric {
  const weeks = input.weeks;
  const now = weeks.slice(-HEADLINE_WEEKS);
  const before = weeks.slice(-2 * HEADLINE_WEEKS, -HEADLINE_WEEKS);
  const last = weeks[weeks.length - 1];
  const sum = sumOf(now);
  const earlier = sumOf(before);
  const figure = headlineFigure(last, sum, input);
  const earlierFigure =
    earlier.weeks === HEADLINE_WEEKS
      ? rate(earlier.active, earlier.licensed, earlier.people)
      : undefined;
  const bands = input.bands.weeklyActiveRate;
  const verdict =
    hasStatus(figure.state) && figure.value !== null
      ? activeRateStatus(figure.value, bands)
      : undefined;
  const comparable =
    hasValue(figure.state) &&
    figure.state !== 'partial' &&
    figure.bound === null &&
    earlierFigure?.bound === null;

  return {
    id: weeklyActiveRate.id,
    title: weeklyActiveRate.title,
    unit: weeklyActiveRate.unit,
    direction: weeklyActiveRate.direction,
    definition: {
      version: weeklyActiveRate.version,
      formula: weeklyActiveRate.formula,
    },
    figure,
    status:
      verdict?.status ??
      (figure.state === 'provisional' ? 'provisional' : 'not-known-yet'),
    reasons: [verdict?.reason, figure.reason].filter(
      (reason): reason is string => reason !== undefined,
    ),
    change:
      comparable && figure.value !== null && earlierFigure.value !== null
        ? figure.value - earlierFigure.value
        : null,
    sparkline: weeks.map(week => weekPoint(week, input.coverage.provisional)),
    inputs: figureInputs(figure, sum),
    population: last
      ? populationOf(last.licensed)
      : { people: null, leftOut: 0, countedInEach: false },
    target: activeRateTarget(bands, DEFAULT_BANDS.weeklyActiveRate),
    peers: input.peers.weeklyActiveRate
      ? {
          p25: input.peers.weeklyActiveRate.p25,
          p75: input.peers.weeklyActiveRate.p75,
          teams: input.peers.weeklyActiveRate.teams,
        }
      : null,
    nextStep: null,
  };
}

function figureInputs(figure: Figure, sum: Sum): HeadlineMetric['inputs'] {
  if (figure.value === null) return [];
  return [
    {
      id: 'active',
      label: 'Active developer-weeks',
      figure: numeratorOf(figure, sum.active, sum.licensed),
    },
    {
      id: 'licensed',
      label: 'Licensed developer-weeks',
      figure: { state: 'ok', value: sum.licensed, bound: null, unit: 'people' },
    },
    {
      id: 'weeks',
      label: 'Complete weeks',
      figure: { state: 'ok', value: sum.weeks, bound: null, unit: 'count' },
    },
  ];
}
