import {
  addDays,
  addMonths,
  type Point,
  type TrendsResponse,
} from 'backstage-plugin-ai-scorecards-common';
import {
  claude,
  copilot,
  coverage,
  freshness,
  MONTH,
  mondays,
} from './primitives';

const weeks = mondays(26);

/** Two weeks in which a source failed: a gap, not a drop. */
const GAP = [9, 10];

function series(value: (index: number) => number): Point[] {
  return weeks.map((period, index) =>
    GAP.includes(index)
      ? {
          period,
          state: 'failed',
          value: null,
          bound: null,
          reason: 'The vendor did not answer for two weeks.',
        }
      : { period, state: 'ok', value: Math.round(value(index)), bound: null },
  );
}

export const activeDevelopers: TrendsResponse = {
  metric: 'activeDevelopers',
  grain: 'week',
  unit: 'people',
  series: [
    { id: 'total', title: 'All tools', points: series(i => 6 + i * 0.4) },
    {
      id: copilot,
      title: 'GitHub Copilot',
      points: series(i => 6 + i * 0.3 + (i % 3)),
    },
    {
      id: claude,
      title: 'Claude Code',
      points: series(i => Math.max(5, i * 0.35)),
    },
  ],
  marks: [
    {
      day: addDays(weeks[18], 0),
      kind: 'price',
      text: 'GitHub Copilot: new price per seat',
    },
    {
      day: addDays(weeks[22], 3),
      kind: 'organisation',
      text: 'Payments Core moved to Payments',
    },
  ],
  benchmark: null,
  coverage,
  freshness,
};

const months = Array.from({ length: 6 }, (_, index) =>
  addMonths(MONTH, index - 5),
);
const perDeveloper = (values: number[], state: Point['state']): Point[] =>
  months.map((month, index) => ({
    period: `${month}-01`,
    state,
    value: values[index] * 1e6,
    bound: null,
  }));

export const costPerActiveDeveloper: TrendsResponse = {
  metric: 'costPerActiveDeveloper',
  grain: 'month',
  unit: 'micro-usd',
  series: [
    {
      id: 'total',
      title: 'Total',
      points: perDeveloper([31, 34, 36, 40, 43.32, 46.42], 'estimated'),
    },
    {
      id: 'seat',
      title: 'Seats',
      points: perDeveloper([22, 22, 22, 22, 22, 22.22], 'ok'),
    },
    {
      id: 'usage',
      title: 'Usage',
      points: perDeveloper([9, 12, 14, 18, 21.32, 24.2], 'estimated'),
    },
  ],
  marks: [],
  benchmark: {
    value: 38_600_000,
    source:
      'Median of 9 teams with GitHub Copilot as main tool, August to October',
  },
  coverage,
  freshness,
};
