import type {
  OutcomeIndicator,
  TeamOutcomes,
  Unit,
} from 'backstage-plugin-ai-scorecards-common';
import { figure, mondays, noFigure, teamRef, WEEK } from './primitives';

const weeks = mondays(26);

function indicator(
  id: OutcomeIndicator['id'],
  title: string,
  unit: Unit,
  values: { now: number; before: number },
  more: Partial<OutcomeIndicator> = {},
): OutcomeIndicator {
  const { now, before } = values;
  return {
    id,
    title,
    formula: `${title} of four complete weeks, against the 26 weeks before.`,
    direction: 'none',
    to: '2026-11-22',
    figure: figure(now, unit),
    baseline: figure(before, unit),
    index: figure(Math.round((100 * now) / before), 'index'),
    weeks: [],
    ...more,
  };
}

/** By week, with two weeks in which too few people worked to tell. */
const byWeek = (value: (index: number) => number): OutcomeIndicator['weeks'] =>
  weeks.map((period, index) =>
    index === 6 || index === 7
      ? {
          period,
          state: 'suppressed' as const,
          value: null,
          bound: null,
          reason: 'Fewer than five developers in the week.',
        }
      : {
          period,
          state: 'ok' as const,
          value: Math.round(value(index)),
          bound: null,
        },
  );

/** A team whose output rises, with some figures that are partial, held back or not connected. */
export const outcomes: TeamOutcomes = {
  team: teamRef,
  week: WEEK,
  indicators: [
    indicator(
      'output',
      'Merged changes per developer-week',
      'count',
      { now: 2.6, before: 2.5 },
      { direction: 'none', weeks: byWeek(i => 96 + (i % 5) * 3) },
    ),
    indicator(
      'changeFailure',
      'Change failure',
      'ratio',
      { now: 0.06, before: 0.05 },
      {
        direction: 'down',
        to: '2026-11-08',
        figure: figure(0.06, 'ratio', { state: 'partial' }),
        weeks: byWeek(i => 110 - (i % 4) * 6),
      },
    ),
    indicator('cycleTime', 'Cycle time', 'days', { now: 1.8, before: 2.4 }),
    indicator('reviewCoverage', 'Review coverage', 'ratio', {
      now: 0.98,
      before: 0.98,
    }),
    indicator('size', 'Changed files per change', 'count', {
      now: 6,
      before: 5,
    }),
    indicator('aiShare', 'AI-labelled share', 'ratio', {
      now: 0.31,
      before: 0.2,
    }),
    {
      ...indicator('findings', 'New findings', 'count', { now: 1, before: 1 }),
      figure: noFigure(
        'no-data',
        'count',
        'Code scanning is not known to look at any repository of the team.',
      ),
      baseline: noFigure('no-data', 'count'),
      index: noFigure('no-data', 'index'),
    },
    {
      ...indicator('aiFailureRatio', 'AI-assisted ÷ other failures', 'count', {
        now: 1,
        before: 1,
      }),
      figure: noFigure('suppressed', 'count', 'Fewer than 30 changes.'),
      baseline: noFigure('suppressed', 'count'),
      index: noFigure('suppressed', 'index'),
    },
  ],
  population: { people: 20, leftOut: 1, countedInEach: false },
  status: 'watch',
  quality: {
    state: 'ok',
    band: 'high',
    p25: 0.02,
    p75: 0.05,
    teams: 9,
    outlier: true,
    explanation: null,
  },
  notice: null,
  mayExplain: true,
};

/** The same, explained by its lead. */
export const explained: TeamOutcomes = {
  ...outcomes,
  quality: {
    ...outcomes.quality,
    explanation: {
      category: 'legacy',
      text: 'The ledger is being taken apart until spring.',
      by: { ref: 'user:default/lea', title: 'Lea' },
      madeOn: '2026-11-02',
      expiresOn: '2027-04-30',
    },
  },
};

/** What people outside the team see: the band alone. */
export const bandAlone: TeamOutcomes = {
  ...outcomes,
  indicators: null,
  population: null,
  mayExplain: false,
};

/** Nothing reports outcomes yet. */
export const noOutcomes: TeamOutcomes = {
  ...outcomes,
  week: null,
  indicators: [],
  population: null,
  status: 'not-known-yet',
  quality: {
    state: 'not-connected',
    band: null,
    p25: null,
    p75: null,
    teams: null,
    outlier: false,
    explanation: null,
  },
  notice: 'No code host is connected yet.',
  mayExplain: false,
};
