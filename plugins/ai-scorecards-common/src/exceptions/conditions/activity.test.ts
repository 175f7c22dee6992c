import { checkCondition } from '.';
import { facts, figure } from './__testUtils__/facts';

describe('activity', () => {
  it.each([
    [0.6, null, 0.5, 'met'],
    [0.4, null, 0.5, 'breached'],
    // Rates of small groups show their ends only.
    [0.9, 'at-least', 0.8, 'met'],
    [0.9, 'at-least', 0.95, 'unknown'],
    [0.1, 'at-most', 0.5, 'breached'],
    [0.1, 'at-most', 0.05, 'unknown'],
  ] as const)('%d (%s) against %d is %s', (value, bound, limit, state) => {
    const activity = figure(value, { bound, unit: 'ratio' });
    expect(
      checkCondition({ kind: 'activity', limit }, facts({ activity })).state,
    ).toBe(state);
  });
});
