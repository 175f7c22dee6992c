import {
  addDays,
  daysBetween,
  daysOfMonth,
} from 'backstage-plugin-ai-scorecards-common';
import type {
  Point,
  TrendsResponse,
} from 'backstage-plugin-ai-scorecards-common';

export type Grain = TrendsResponse['grain'];

/** Periods without a value, drawn as one hatched gap; both are first days of periods. */
export interface Gap {
  from: string;
  to: string;
  state: Point['state'];
  reason: string | null;
}

/** All periods of a chart in order, and for each series the point of every period. */
export interface TimeSeries {
  periods: string[];
  /** By series id, then by period. */
  points: Map<string, Map<string, Point>>;
  gaps: Gap[];
}

/**
 * Lines up series that may begin or end on different periods. A gap is where the leading series (`total`, else the
 * first) has no value; neighbours with the same state and reason are one gap.
 */
export function lineUp(series: TrendsResponse['series']): TimeSeries {
  const points = new Map(
    series.map(({ id, points: all }) => [
      id,
      new Map(all.map(point => [point.period, point])),
    ]),
  );
  const periods = [
    ...new Set(series.flatMap(one => one.points.map(p => p.period))),
  ].sort();

  const leader = series.find(one => one.id === 'total') ?? series[0];
  const gaps: Gap[] = [];
  let open: Gap | undefined;
  for (const period of periods) {
    const point = points.get(leader.id)?.get(period);
    if (point && point.value !== null) {
      open = undefined;
      continue;
    }
    const state = point?.state ?? 'no-data';
    const reason = point?.reason ?? null;
    if (open && open.state === state && open.reason === reason) {
      open.to = period;
    } else {
      open = { from: period, to: period, state, reason };
      gaps.push(open);
    }
  }
  return { periods, points, gaps };
}

/**
 * The same without the periods at its beginning of which nothing was collected: a chart begins with the first figure, or
 * with the first gap of another kind.
 */
export function withoutPrologue(data: TimeSeries): TimeSeries {
  const [prologue] = data.gaps;
  const isPrologue =
    prologue !== undefined &&
    prologue.from === data.periods[0] &&
    ['collecting', 'no-data', 'not-connected'].includes(prologue.state);
  return isPrologue
    ? withoutPrologue({
        ...data,
        periods: data.periods.filter(period => period > prologue.to),
        gaps: data.gaps.slice(1),
      })
    : data;
}

/** Days that a period lasts. */
export function periodLength(period: string, grain: Grain): number {
  if (grain === 'month') {
    return daysOfMonth(period.slice(0, 7)).length;
  }
  return grain === 'week' ? 7 : 1;
}

/** Last day of a period. */
export function periodEnd(period: string, grain: Grain): string {
  return addDays(period, periodLength(period, grain) - 1);
}

/** At most `count` of the periods, evenly spread and always with the last one, for labels on the axis. */
export function spread(periods: string[], count: number): string[] {
  if (periods.length <= count) {
    return periods;
  }
  const step = Math.ceil((periods.length - 1) / (count - 1));
  return periods.filter(
    (_, index) => (periods.length - 1 - index) % step === 0,
  );
}

/** The period that holds a day, of periods in order; undefined before the first and after the last. */
export function periodOf(
  day: string,
  periods: string[],
  grain: Grain,
): string | undefined {
  return periods.find(
    period =>
      period <= day && daysBetween(period, day) < periodLength(period, grain),
  );
}
