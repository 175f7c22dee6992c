import {
  Figure,
  firstDay,
  hasValue,
  missing,
  monthCost,
  monthsBetween,
  Point,
  PublishedMonth,
  PublishedWeek,
  rate,
  Scorecard,
  stateOf,
  TrendsQuery,
  TrendsResponse,
  weekPoint,
} from 'backstage-plugin-ai-scorecards-common';
import type { StoredTool } from '../../tools';
import { ANY_TOOL, TeamPeriodRow } from '../store';

export type Series = TrendsResponse['series'];

/**
 * People on the roster of the week that a day belongs to, as published, or of the last week before it; null where none
 * is. Counts of people are held back against it, for "six of six" tells of each of them.
 */
export function rosters(
  rows: readonly TeamPeriodRow<'week'>[],
): (day: string) => number | null {
  const weeks = rows
    .filter(row => row.toolId === ANY_TOOL)
    .map(row => ({
      week: row.period,
      roster: (row.published as PublishedWeek).roster,
    }))
    .filter(({ roster }) => roster.shown)
    .sort((a, b) => (a.week < b.week ? 1 : -1));
  return day => weeks.find(({ week }) => week <= day)?.roster.people ?? null;
}

/** Active people of so many, held back at the ends as their rate is. */
export function countOf(
  active: number,
  people: number,
  state: Figure['state'],
  reason?: string,
): Figure {
  // More may have acted on a day than stood on the roster of the week before.
  const base = Math.max(active, people);
  const share = rate(active, base, base, state, reason);
  if (share.bound === null || share.value === null) {
    return {
      state,
      value: active,
      bound: null,
      unit: 'people',
      ...(reason && { reason }),
    };
  }
  const edge = share.value * base;
  return {
    ...share,
    unit: 'people',
    value: share.bound === 'at-least' ? Math.floor(edge) : Math.ceil(edge),
  };
}

export function pointOf(period: string, figure: Figure): Point {
  const { unit: _, ...rest } = figure;
  return { period, ...rest };
}

/** Points for every period, those without a row as gaps. */
export function filled(periods: string[], points: Point[]): Point[] {
  const byPeriod = new Map(points.map(point => [point.period, point]));
  return periods.map(
    period =>
      byPeriod.get(period) ?? {
        period,
        state: 'no-data',
        value: null,
        bound: null,
        reason: 'Nothing is known of this period.',
      },
  );
}

export function perTool<G extends 'day' | 'week'>(
  rows: TeamPeriodRow<G>[],
  tools: readonly StoredTool[],
  periods: string[],
  figureOf: (row: TeamPeriodRow<G>) => Figure,
): Series {
  const ids = [...new Set([ANY_TOOL, ...rows.map(row => row.toolId)])];
  return ids.map(id => {
    const tool = tools.find(each => each.id === id);
    return {
      id: id === ANY_TOOL ? 'total' : tool?.ref ?? String(id),
      title: id === ANY_TOOL ? 'Any tool' : tool?.title ?? 'Unknown tool',
      points: filled(
        periods,
        rows
          .filter(row => row.toolId === id)
          .map(row => pointOf(row.period, figureOf(row))),
      ),
    };
  });
}

export function weekPointOf(
  metric: TrendsQuery['metric'],
  week: PublishedWeek,
  provisional: boolean,
): Point {
  if (metric === 'weeklyActiveRate') return weekPoint(week, provisional);
  const { window } = week;
  const of = (
    population: Parameters<typeof stateOf>[0] & { people: number },
    period: Parameters<typeof stateOf>[1],
    numerator: number,
    denominator: number,
  ) => {
    const { state, reason } = stateOf(population, period, { provisional });
    return pointOf(
      week.week,
      hasValue(state)
        ? rate(numerator, denominator, population.people, state, reason)
        : missing(state, 'ratio', reason),
    );
  };
  if (metric === 'rosterActiveRate') {
    return of(week.roster, week, week.roster.active, week.roster.people);
  }
  if (metric === 'defaultToolShare') {
    const share = window.defaultToolShare;
    return of(share, window.period, share.active, share.people);
  }
  const share = window.sanctionedShare;
  return of(
    share,
    window.period,
    share.numerator + (share.excepted ?? 0),
    share.denominator,
  );
}

export function monthSeries(
  metric: TrendsQuery['metric'],
  months: readonly PublishedMonth[],
  from: string,
  to: string,
  context: { coverage: Scorecard['coverage'] },
): Series {
  const periods = monthsBetween(from, to).map(month => firstDay(month));
  const series = (
    id: string,
    title: string,
    pick: (month: ReturnType<typeof monthCost>) => Figure,
  ) => ({
    id,
    title,
    points: filled(
      periods,
      months.map(month =>
        pointOf(
          firstDay(month.month),
          pick(monthCost(month, { coverage: context.coverage, tools: [] })),
        ),
      ),
    ),
  });
  if (metric === 'cost') {
    return [
      series('total', 'Total', month => month.total),
      series('seat', 'Seats', month => month.seat),
      series('usage', 'Usage', month => month.usage),
    ];
  }
  return [
    series(
      'total',
      'Per active developer',
      month => month.costPerActiveDeveloper,
    ),
  ];
}
