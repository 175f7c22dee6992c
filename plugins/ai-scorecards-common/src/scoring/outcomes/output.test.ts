import { headlineMetricSchema } from '../../contract';
import { outcomeInput, outcomeWeek, WEEK } from './__testUtils__/weeks';
import { outputFigures, scoreOutput } from './output';
import { OutcomeInput } from './published';

/** Ten developers who merged 30 a week of late and 20 before. */
const rising = outcomeInput((back, week) =>
  outcomeWeek(week, 10, back < 4 ? 30 : 20),
);

describe('team output', () => {
  it('is an index of the own baseline, with what it is made of', () => {
    const metric = scoreOutput(rising);
    expect(headlineMetricSchema.parse(metric)).toEqual(metric);
    expect(metric).toMatchObject({
      figure: { state: 'ok', value: 150, unit: 'index' },
      status: 'on-track',
      change: 50,
      population: { people: 10 },
      target: null,
      peers: null,
    });
    expect(
      metric.inputs.map(({ id, figure }) => `${id} ${figure.value}`),
    ).toEqual([
      'merged 120',
      'developerWeeks 40',
      'weeks 4',
      'mergedBefore 520',
      'developerWeeksBefore 260',
      'weeksBefore 26',
    ]);
    expect(metric.sparkline.map(({ value }) => value)).toEqual([
      ...Array.from({ length: 8 }, () => 100),
      ...Array.from({ length: 4 }, () => 150),
    ]);
  });

  it('tells absolute figures beside the index', () => {
    const { figure, baseline } = outputFigures(rising);
    expect([figure.value, baseline.value]).toEqual([3, 2]);
  });

  it('judges nobody, however low', () => {
    const metric = scoreOutput(
      outcomeInput((back, week) => outcomeWeek(week, 10, back < 4 ? 1 : 20)),
    );
    expect(metric.figure.value).toBe(5);
    expect(metric.status).toBe('on-track');
    expect(metric.reasons[0]).toMatch(/95 % below .* not a verdict/);
  });

  const gap = (more: Partial<OutcomeInput>) => ({ ...rising, ...more });
  const without = (...backs: number[]) =>
    outcomeInput((back, week) =>
      backs.includes(back) ? null : outcomeWeek(week, 10, 20),
    );
  it.each<[string, OutcomeInput, string, number | null]>([
    ['nothing is connected', gap({ connected: false }), 'not-connected', null],
    ['no week is complete', gap({ week: null, weeks: [] }), 'collecting', null],
    ['the scored week is not there', without(0), 'collecting', null],
    ['three of four weeks are known', without(2), 'partial', 100],
    [
      'the baseline is short',
      outcomeInput((back, week) =>
        back < 11 ? null : outcomeWeek(week, 10, 20),
      ),
      'collecting',
      null,
    ],
    [
      'the baseline has some weeks',
      outcomeInput((back, week) =>
        back > 13 ? null : outcomeWeek(week, 10, 20),
      ),
      'partial',
      100,
    ],
    [
      'too few developers are there',
      outcomeInput((_, week) => outcomeWeek(week, 4, 20)),
      'suppressed',
      null,
    ],
    [
      'too few authors are matched',
      outcomeInput((_, week) =>
        outcomeWeek(week, 10, 20, { provisional: true }),
      ),
      'provisional',
      100,
    ],
    [
      'nothing was merged before',
      outcomeInput((back, week) => outcomeWeek(week, 10, back < 4 ? 5 : 0)),
      'no-data',
      null,
    ],
  ])('when %s', (_, input, state, value) => {
    const metric = scoreOutput(input);
    expect(metric.figure).toMatchObject({ state, value });
    const status = state === 'provisional' ? 'provisional' : 'not-known-yet';
    expect(metric.status).toBe(status);
    expect(metric.inputs.length > 0).toBe(value !== null);
  });

  it('shows weeks that are not known as gaps', () => {
    const metric = scoreOutput(
      outcomeInput((back, week) => {
        if (back === 3) return null;
        return outcomeWeek(week, back === 2 ? 3 : 10, 20);
      }),
    );
    expect(metric.sparkline.slice(-4).map(({ state }) => state)).toEqual([
      'no-data',
      'suppressed',
      'ok',
      'ok',
    ]);
    expect(metric.sparkline[11].period).toBe(WEEK);
  });
});
