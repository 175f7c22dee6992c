import { backfillDaysOf } from './collectedSource';

describe('backfillDaysOf', () => {
  it.each([
    ['usage', 400, 400],
    ['outcomes', 400, 238],
    ['outcomes', 100, 100],
  ] as const)('of %s, %i configured, is %i', (kind, configured, days) => {
    expect(backfillDaysOf(kind, configured)).toBe(days);
  });
});
