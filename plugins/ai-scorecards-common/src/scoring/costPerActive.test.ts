import { month, population, scorecardInput } from './__testUtils__/input';
import { scoreCost } from './costPerActive';

const withLast = (more: Parameters<typeof month>[2]) =>
  scorecardInput({
    months: [month('2026-09', 30_000_000), month('2026-10', 31_000_000, more)],
  });

describe('cost per active developer', () => {
  it('is the last complete month, against the one before and the benchmark', () => {
    const metric = scoreCost(scorecardInput());
    expect(metric.figure.value).toBe(31_000_000);
    expect(metric.change).toBe(1_000_000);
    expect(metric.status).toBe('watch');
    expect(metric.target?.source).toBe('Median of 6 teams');
  });

  it('is not zero when nothing says what tools cost', () => {
    const metric = scoreCost(
      withLast({ amounts: { seat: null, usage: null, value: 5_000_000 } }),
    );
    expect(metric.figure).toMatchObject({ state: 'no-data', value: null });
    expect(metric.status).toBe('not-known-yet');
    expect(metric.inputs).toEqual([]);
  });

  it('does not score a month that is not complete', () => {
    const metric = scoreCost(withLast({ complete: false }));
    expect(metric.figure.value).toBe(30_000_000);
  });

  it.each([
    [
      'nobody active',
      withLast({
        developers: {
          ...month('2026-10', 0).developers!,
          perActiveMicros: null,
          state: 'no-active-people',
        },
      }),
      'no-active-people',
      'worth-a-talk',
    ],
    [
      'one to four active',
      withLast({
        developers: {
          ...month('2026-10', 0).developers!,
          perActiveMicros: null,
          state: 'suppressed',
        },
      }),
      'suppressed',
      'not-known-yet',
    ],
    [
      'a small team',
      withLast({ population: population(3), developers: null }),
      'suppressed',
      'not-known-yet',
    ],
    [
      'no prices and no usage',
      scorecardInput({
        connections: {
          usage: false,
          seats: false,
          prices: false,
          failed: false,
          owner: null,
        },
      }),
      'not-connected',
      'not-known-yet',
    ],
    [
      'no month yet',
      scorecardInput({ months: [] }),
      'collecting',
      'not-known-yet',
    ],
    [
      'unknown days',
      withLast({ state: 'partial', reason: '12 of 31 days are known.' }),
      'partial',
      'not-known-yet',
    ],
  ])('with %s', (_, input, state, status) => {
    const metric = scoreCost(input);
    expect(metric.figure.state).toBe(state);
    expect(metric.status).toBe(status);
    expect(metric.figure.value === null).toBe(state !== 'partial');
  });

  it('has a status when its cost is an estimate', () => {
    const metric = scoreCost(withLast({ estimated: true }));
    expect(metric.figure.state).toBe('estimated');
    expect(metric.status).toBe('watch');
  });

  it('has no status without a benchmark', () => {
    expect(scoreCost(scorecardInput({ benchmark: null })).status).toBe(
      'not-known-yet',
    );
  });
});
