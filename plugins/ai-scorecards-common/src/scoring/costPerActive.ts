import type { Figure, HeadlineMetric, Scorecard } from '../contract';
import { costPerActiveDeveloper, costRatioStatus } from '../metrics';
import { hasStatus, hasValue, missing, money, populationOf } from './figure';
import type { PublishedMonth, ScorecardInput } from './input';
import { monthCost, perActiveOf } from './monthCost';

function headlineFigure(
  month: PublishedMonth | undefined,
  input: ScorecardInput,
): Figure {
  const { prices, usage } = input.connections;
  if (!prices && !usage) {
    return missing(
      'not-connected',
      'micro-usd',
      'No prices and no usage cost are connected yet.',
    );
  }
  if (!month) {
    return missing('collecting', 'micro-usd', 'No complete month yet.');
  }
  return perActiveOf(month, input);
}

/** The team's figure divided by its benchmark. */
export function costRatio(figure: Figure, input: ScorecardInput): Figure {
  if (figure.value === null) return missing(figure.state, 'ratio');
  if (!input.benchmark || input.benchmark.valueMicros <= 0) {
    return missing('no-data', 'ratio', 'There is no benchmark yet.');
  }
  return {
    ...figure,
    value: figure.value / input.benchmark.valueMicros,
    unit: 'ratio',
  };
}

function verdictOf(figure: Figure, ratio: Figure, input: ScorecardInput) {
  if (figure.state === 'no-active-people' && !input.coverage.provisional) {
    return {
      status: 'worth-a-talk' as const,
      reason: 'Seats or usage cost money, and nobody was active in the month.',
    };
  }
  if (!hasStatus(figure.state) || ratio.value === null) return undefined;
  return costRatioStatus(ratio.value, input.bands.costPerActiveDeveloper);
}

/** The second tile: cost per active developer of the last complete month. */
export function scoreCost(input: ScorecardInput): HeadlineMetric {
  const complete = input.months.filter(month => month.complete);
  const last = complete[complete.length - 1];
  const previous = complete[complete.length - 2];
  const figure = headlineFigure(last, input);
  const earlier = previous ? perActiveOf(previous, input) : undefined;
  const ratio = costRatio(figure, input);
  const verdict = verdictOf(figure, ratio, input);
  const developers = last?.developers ?? null;
  const benchmark = input.benchmark;

  return {
    id: costPerActiveDeveloper.id,
    title: costPerActiveDeveloper.title,
    unit: costPerActiveDeveloper.unit,
    direction: costPerActiveDeveloper.direction,
    definition: {
      version: costPerActiveDeveloper.version,
      formula: costPerActiveDeveloper.formula,
    },
    figure,
    status:
      verdict?.status ??
      (figure.state === 'provisional' ? 'provisional' : 'not-known-yet'),
    reasons: [verdict?.reason, figure.reason].filter(
      (reason): reason is string => reason !== undefined,
    ),
    change:
      figure.value !== null && earlier && earlier.value !== null
        ? figure.value - earlier.value
        : null,
    sparkline: input.months.map(month => {
      const { unit: _, ...point } = perActiveOf(month, input);
      return { period: `${month.month}-01`, ...point };
    }),
    inputs:
      figure.value !== null && developers
        ? [
            {
              id: 'cost',
              label: "Seat and usage cost of the team's developers",
              figure: money(developers.costMicros, figure.state),
            },
            {
              id: 'active-person-months',
              label: 'Active person-months',
              figure: {
                state: figure.state,
                value: developers.units / developers.unitsPerMonth,
                bound: null,
                unit: 'person-months',
              },
            },
          ]
        : [],
    population: developers
      ? populationOf(developers.population)
      : { people: null, leftOut: 0, countedInEach: false },
    target: benchmark
      ? {
          value: benchmark.valueMicros,
          text: 'Benchmark, a baseline and not a cap',
          source: benchmark.source,
          sourceDate: benchmark.sourceDate,
        }
      : null,
    peers: input.peers.costPerActiveDeveloper
      ? {
          p25: input.peers.costPerActiveDeveloper.p25,
          p75: input.peers.costPerActiveDeveloper.p75,
          teams: input.peers.costPerActiveDeveloper.teams,
        }
      : null,
    nextStep: null,
  };
}

/** The cost part of the scorecard: months, benchmark and ratio. */
export function costSection(
  input: ScorecardInput,
  figure: Figure,
): NonNullable<Scorecard['cost']> {
  return {
    currency: input.currency,
    months: input.months.map(month => monthCost(month, input)),
    benchmark: input.benchmark
      ? {
          value: input.benchmark.valueMicros,
          source: input.benchmark.source,
          sourceDate: input.benchmark.sourceDate,
          teams: input.benchmark.teams,
        }
      : null,
    ratio: hasValue(figure.state)
      ? costRatio(figure, input)
      : missing(figure.state, 'ratio', figure.reason),
  };
}
