import { daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import { billingTypeOf, windowOf } from './billingWindow';

describe('windowOf', () => {
  it.each([
    ['2026-10-13', 31, 'ai_credit', '2026-10-01', '2026-10-31'],
    ['2026-11-13', 31, 'ai_credit', '2026-11-01', '2026-11-22'],
    ['2026-05-31', 31, 'premium_request', '2026-05-01', '2026-05-31'],
    ['2026-10-13', 16, 'ai_credit', '2026-10-01', '2026-10-16'],
    ['2026-10-17', 16, 'ai_credit', '2026-10-17', '2026-10-31'],
    ['2026-10-13', 1, 'ai_credit', '2026-10-13', '2026-10-13'],
    ['2026-11-22', 4, 'ai_credit', '2026-11-21', '2026-11-22'],
  ])('of %s in pieces of %i days', (day, size, type, from, to) => {
    expect(windowOf(day, '2026-11-23', size)).toEqual({ type, from, to });
  });

  it('is one for all of its days, which are few enough and billed alike', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 1, max: 31 }),
        (back, size) => {
          const today = '2026-11-23';
          const day = new Date(Date.parse(today) - back * 86_400_000)
            .toISOString()
            .slice(0, 10);
          const window = windowOf(day, today, size);
          const days = daysFromTo(window.from, window.to);
          expect(days).toContain(day);
          expect(days.length).toBeLessThanOrEqual(size);
          for (const each of days) {
            expect(windowOf(each, today, size)).toEqual(window);
            expect(billingTypeOf(each)).toBe(window.type);
          }
        },
      ),
    );
  });
});
