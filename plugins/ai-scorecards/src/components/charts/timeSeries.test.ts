import type { Point } from 'backstage-plugin-ai-scorecards-common';
import {
  lineUp,
  periodEnd,
  periodOf,
  spread,
  withoutPrologue,
} from './timeSeries';

const point = (
  period: string,
  value: number | null,
  reason?: string,
): Point => ({
  period,
  state: value === null ? 'failed' : 'ok',
  value,
  bound: null,
  ...(reason && { reason }),
});

const total = {
  id: 'total',
  title: 'All',
  points: [
    point('2026-10-05', 7),
    point('2026-10-12', null, 'a'),
    point('2026-10-19', null, 'a'),
    point('2026-10-26', null, 'b'),
    point('2026-11-02', 9),
  ],
};
const late = {
  id: 'tool',
  title: 'Tool',
  points: [point('2026-11-02', 3), point('2026-11-09', 4)],
};

describe('lineUp', () => {
  it('knows every period of every series, once and in order', () => {
    expect(lineUp([late, total]).periods).toEqual([
      '2026-10-05',
      '2026-10-12',
      '2026-10-19',
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
    ]);
  });

  it('makes gaps of neighbours with the same reason, where the total is unknown', () => {
    expect(lineUp([late, total]).gaps).toEqual([
      { from: '2026-10-12', to: '2026-10-19', state: 'failed', reason: 'a' },
      { from: '2026-10-26', to: '2026-10-26', state: 'failed', reason: 'b' },
      { from: '2026-11-09', to: '2026-11-09', state: 'no-data', reason: null },
    ]);
  });

  it('keeps a zero as a value', () => {
    expect(
      lineUp([{ ...total, points: [point('2026-10-05', 0)] }]).gaps,
    ).toEqual([]);
  });
});

describe('withoutPrologue', () => {
  const unknown = (period: string, state: Point['state']): Point => ({
    period,
    state,
    value: null,
    bound: null,
  });

  it('begins with the first figure, and keeps gaps within', () => {
    const data = withoutPrologue(
      lineUp([
        {
          ...total,
          points: [
            unknown('2026-10-05', 'no-data'),
            unknown('2026-10-12', 'collecting'),
            point('2026-10-19', 7),
            unknown('2026-10-26', 'no-data'),
          ],
        },
      ]),
    );
    expect(data.periods).toEqual(['2026-10-19', '2026-10-26']);
    expect(data.gaps.map(gap => gap.from)).toEqual(['2026-10-26']);
  });

  it('keeps a failure and a small group at the beginning', () => {
    for (const state of ['failed', 'suppressed'] as const) {
      const data = lineUp([
        { ...total, points: [unknown('2026-10-05', state)] },
      ]);
      expect(withoutPrologue(data)).toEqual(data);
    }
  });

  it('may leave nothing', () => {
    const data = lineUp([
      { ...total, points: [unknown('2026-10-05', 'collecting')] },
    ]);
    expect(withoutPrologue(data).periods).toEqual([]);
  });
});

describe('periods', () => {
  it.each([
    ['2026-10-05', 'day', '2026-10-05'],
    ['2026-10-05', 'week', '2026-10-11'],
    ['2026-02-01', 'month', '2026-02-28'],
  ] as const)('%s of grain %s ends on %s', (period, grain, end) => {
    expect(periodEnd(period, grain)).toBe(end);
  });

  it('finds the period of a day', () => {
    const weeks = ['2026-10-05', '2026-10-12'];
    expect(periodOf('2026-10-11', weeks, 'week')).toBe('2026-10-05');
    expect(periodOf('2026-10-12', weeks, 'week')).toBe('2026-10-12');
    expect(periodOf('2026-10-19', weeks, 'week')).toBeUndefined();
    expect(periodOf('2026-10-04', weeks, 'week')).toBeUndefined();
  });

  it.each([
    [3, 5, 3],
    [26, 7, 6],
    [60, 7, 6],
    [12, 7, 6],
  ])('of %i periods at most %i are labelled: %i', (length, most, labels) => {
    const periods = Array.from({ length }, (_, i) =>
      String(i).padStart(2, '0'),
    );
    const chosen = spread(periods, most);
    expect(chosen.length).toBe(labels);
    expect(chosen[chosen.length - 1]).toBe(periods[length - 1]);
  });
});
