import { headlineMetricSchema } from '../../contract';
import { DEFAULT_BANDS } from '../../metrics';
import { changes, outcomeInput, outcomeWeek } from './__testUtils__/weeks';
import { scoreChangeFailure } from './changeFailure';
import { outcomeIndicators } from './indicators';
import type { PublishedChangePart } from './published';

const bands = DEFAULT_BANDS.changeFailureRate;
const part = (
  failed: number,
  count: number,
  people = 25,
): PublishedChangePart => ({ people, changes: count, failed });

/** Thirty developers; `failed` of 100 changes by how far back the span ends. */
const world = (
  failed: (back: number) => number,
  parts: (back: number) => [number, number] | null = () => null,
  people = 30,
) =>
  outcomeInput((back, week) => {
    const apart = parts(back);
    const span = changes(people, 100, failed(back), {
      parts: apart && {
        ai: part(apart[0], 40, Math.min(people, 25)),
        other: part(apart[1], 60, Math.min(people, 25)),
      },
    });
    return outcomeWeek(week, people, 25, { window: span, half: span });
  });

describe('change failure', () => {
  it('looks at changes that had two weeks to fail', () => {
    const metric = scoreChangeFailure(
      world(back => (back === 2 ? 12 : 20)),
      bands,
    );
    expect(headlineMetricSchema.parse(metric)).toEqual(metric);
    expect(metric).toMatchObject({
      figure: { state: 'ok', value: 0.12, bound: null },
      status: 'on-track',
      population: { people: 30 },
    });
    expect(metric.change).toBeCloseTo(-0.08);
    expect(
      Object.fromEntries(
        metric.inputs.map(({ id, figure }) => [id, figure.value]),
      ),
    ).toEqual({ failed: 12, changes: 100, weeks: 4, baseline: 0.2 });
    expect(metric.sparkline).toHaveLength(12);
    expect(metric.sparkline[11].value).toBe(0.12);
  });

  it('holds the ends back over fewer than twenty people, with all that would undo them', () => {
    const input = world(
      () => 3,
      () => [2, 1],
      12,
    );
    const metric = scoreChangeFailure(input, bands);
    expect(metric.figure).toMatchObject({ value: 0.1, bound: 'at-most' });
    expect(metric.change).toBeNull();
    const values = metric.inputs.map(({ id, figure }) => [
      id,
      figure.value,
      figure.bound,
    ]);
    expect(values).toEqual([
      ['failed', 10, 'at-most'],
      ['changes', 100, null],
      ['weeks', 4, null],
      ['baseline', 0.1, 'at-most'],
    ]);
    const told = outcomeIndicators(input).find(
      ({ id }) => id === 'changeFailure',
    );
    expect(told?.index).toMatchObject({ state: 'suppressed', value: null });
    expect(told?.weeks.every(({ value }) => value === null)).toBe(true);
  });

  it.each<[string, (back: number) => [number, number] | null, string]>([
    ['no more often than before', () => [4, 6], 'on-track'],
    [
      'at most a quarter more often than before',
      back => (back === 2 ? [5, 6] : [4, 6]),
      'on-track',
    ],
    ['more often than that', back => (back === 2 ? [6, 6] : [4, 6]), 'watch'],
    [
      'more often, without a baseline',
      back => (back === 2 ? [6, 6] : null),
      'on-track',
    ],
    ['while others never fail', () => [6, 0], 'on-track'],
  ])('AI-assisted changes fail %s: %#', (_, parts, status) => {
    const metric = scoreChangeFailure(
      world(() => 20, parts),
      bands,
    );
    expect(metric.status).toBe(status);
    expect(metric.nextStep !== null).toBe(status === 'watch');
  });

  it.each([
    ['not-connected', { ...world(() => 20), connected: false }],
    ['collecting', { ...world(() => 20), week: null }],
    ['suppressed', world(() => 20, undefined, 4)],
  ])('is %s without a value', (state, input) => {
    expect(scoreChangeFailure(input, bands)).toMatchObject({
      figure: { state, value: null },
      status: 'not-known-yet',
      inputs: [],
    });
  });
});

describe('outcome indicators', () => {
  it('stand against the own baseline, each in its unit', () => {
    const told = outcomeIndicators(
      world(
        back => (back < 4 ? 15 : 30),
        () => [4, 6],
      ),
    );
    const shown = Object.fromEntries(
      told.map(({ id, figure, baseline, index }) => [
        id,
        [figure.value, baseline.value, index.value],
      ]),
    );
    expect(shown).toMatchObject({
      output: [0.833, 0.833, 100],
      changeFailure: [0.15, 0.3, 50],
      reverts: [0.15, 0.3, 50],
      aiFailureRatio: [1, 1, 100],
      reviewCoverage: [1, 1, 100],
      aiShare: [0, 0, null],
      hotFixes: [0, 0, null],
      incidents: [0, 0, null],
    });
    // Between the ends of their bins: 16 to 24 hours, 75 to 100 lines.
    expect(shown.cycleTime).toEqual([0.8, 0.8, 100]);
    expect(shown.size).toEqual([87.5, 87.5, 100]);
    expect(told.every(({ weeks }) => weeks.length === 12)).toBe(true);
  });

  it('never counts lines as output', () => {
    const input = world(() => 20);
    const output = outcomeIndicators(input)[0];
    const longer = {
      ...input,
      weeks: input.weeks.map(week => ({
        ...week,
        window: { ...week.window, size: [...week.window.size].reverse() },
      })),
    };
    expect(outcomeIndicators(longer)[0]).toEqual(output);
  });
});
