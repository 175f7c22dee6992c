import fc from 'fast-check';
import { addDays, isDay, toDay, toDayNumber, weekday } from './days';

describe('days', () => {
  it('turns day numbers into days and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), number => {
        expect(toDayNumber(toDay(number))).toBe(number);
        expect(addDays(toDay(number), 3)).toBe(toDay(number + 3));
      }),
    );
  });

  it.each(['2026-02-30', '2026-2-3', '', '2026-01-01T00:00:00Z'])(
    'takes %p for no day',
    text => {
      expect(isDay(text)).toBe(false);
      expect(() => toDayNumber(text)).toThrow(RangeError);
    },
  );

  it('begins the week on Monday', () => {
    expect(weekday(toDayNumber('2026-11-23'))).toBe(0);
    expect(weekday(toDayNumber('2026-11-22'))).toBe(6);
  });
});
