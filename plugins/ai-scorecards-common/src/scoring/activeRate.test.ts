import fc from 'fast-check';
import { addDays } from '../time';
import { population, scorecardInput, week, weeks } from './__testUtils__/input';
import { scoreActiveRate } from './activeRate';

const LAST = '2026-11-16';

describe('the weekly active rate', () => {
  it('is Σ active ÷ Σ licensed of the last four weeks, against the four before', () => {
    const input = scorecardInput({
      weeks: [
        ...weeks(addDays(LAST, -28), 10, 20).slice(-8),
        ...[15, 15, 16, 10].map((active, index) =>
          week(
            addDays(LAST, 7 * (index - 3)),
            active,
            index === 3 ? 10 + 10 : 20,
          ),
        ),
      ],
    });
    const metric = scoreActiveRate(input);
    expect(metric.figure).toEqual({
      state: 'ok',
      value: 56 / 80,
      bound: null,
      unit: 'ratio',
    });
    expect(metric.change).toBeCloseTo(56 / 80 - 0.5, 10);
    expect(metric.status).toBe('watch');
    expect(metric.sparkline).toHaveLength(12);
    expect(metric.inputs.map(i => i.figure.value)).toEqual([56, 80, 4]);
  });

  it.each([
    [
      'nothing connected',
      scorecardInput({
        connections: { ...scorecardInput().connections, usage: false },
      }),
      'not-connected',
      'not-known-yet',
    ],
    [
      'no week yet',
      scorecardInput({ weeks: [], week: null }),
      'collecting',
      'not-known-yet',
    ],
    [
      'too few people',
      scorecardInput({ weeks: weeks(LAST, 2, 3) }),
      'suppressed',
      'not-known-yet',
    ],
    [
      'too few people, and nobody licensed to anybody’s knowledge',
      scorecardInput({
        weeks: weeks(LAST, 0, 0),
        tools: scorecardInput().tools.map(tool => ({
          ...tool,
          reportsSeats: false,
        })),
      }),
      'not-connected',
      'not-known-yet',
    ],
    [
      'two weeks only',
      scorecardInput({ weeks: weeks(LAST, 15, 20).slice(-2) }),
      'partial',
      'not-known-yet',
    ],
    [
      'few accounts matched',
      scorecardInput({
        coverage: { accounts: 0.5, cost: 0.5, provisional: true },
      }),
      'provisional',
      'provisional',
    ],
    [
      'a failed source',
      scorecardInput({
        weeks: weeks(LAST, 15, 20).map(w => ({
          ...w,
          state: 'failed' as const,
        })),
      }),
      'failed',
      'not-known-yet',
    ],
    [
      'an assumed roster',
      scorecardInput({
        weeks: weeks(LAST, 15, 20).map(w => ({
          ...w,
          licensed: { ...w.licensed, assumed: true },
        })),
      }),
      'assumed',
      'on-track',
    ],
    [
      'licences known by use',
      scorecardInput({
        weeks: weeks(LAST, 15, 20).map(w => ({
          ...w,
          licensed: { ...w.licensed, estimated: true },
        })),
      }),
      'estimated',
      'on-track',
    ],
  ])('with %s', (_, input, state, status) => {
    const metric = scoreActiveRate(input);
    expect(metric.figure.state).toBe(state);
    expect(metric.status).toBe(status);
    const hasValue = [
      'partial',
      'provisional',
      'assumed',
      'estimated',
    ].includes(state);
    expect(metric.figure.value === null).toBe(!hasValue);
    expect(metric.inputs.length > 0).toBe(hasValue);
  });

  it('shows a week without data as a gap, not as a drop', () => {
    const all = weeks(LAST, 15, 20);
    all[11] = { ...all[11], state: 'failed', reason: '401' };
    const metric = scoreActiveRate(scorecardInput({ weeks: all }));
    expect(metric.sparkline[11]).toEqual({
      period: LAST,
      state: 'failed',
      value: null,
      bound: null,
      reason: '401',
    });
    expect(metric.figure.value).toBe(0.75);
    expect(metric.figure.state).toBe('partial');
  });

  it('never tells the end of a small group, nor lets inputs undo it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 19 }),
        fc.integer({ min: 0, max: 19 }),
        (licensed, some) => {
          const active = Math.min(some, licensed);
          const metric = scoreActiveRate(
            scorecardInput({ weeks: weeks(LAST, active, licensed) }),
          );
          const shown = metric.figure.value!;
          expect(shown).toBeGreaterThanOrEqual(0.1);
          expect(shown).toBeLessThanOrEqual(0.9);
          const { bound } = metric.figure;
          const edge = metric.inputs[0].figure.value!;
          expect(metric.inputs[0].figure.bound).toBe(bound);
          expect(bound === null || metric.change === null).toBe(true);
          expect(bound !== 'at-least' || edge <= active * 4).toBe(true);
          expect(bound !== 'at-most' || edge >= active * 4).toBe(true);
        },
      ),
    );
  });

  it('says whom it leaves out', () => {
    const all = weeks(LAST, 15, 20);
    all[11] = {
      ...all[11],
      licensed: { ...population(20, { leftOut: 2 }), active: 15 },
    };
    expect(scoreActiveRate(scorecardInput({ weeks: all })).population).toEqual({
      people: 20,
      leftOut: 2,
      countedInEach: false,
    });
  });
});
