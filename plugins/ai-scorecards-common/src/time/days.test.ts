import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dayFromNumber,
  dayNumber,
  daysBetween,
  daysOfMonth,
  daysOfWeek,
  isDay,
  lastCompleteMonth,
  lastCompleteWeek,
  lastDayOf,
  weekOf,
} from './days';

const anyDay = fc.integer({ min: -20_000, max: 60_000 }).map(dayFromNumber);

describe('days', () => {
  it.each([
    ['2026-11-22', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['', false],
    ['2026-11-22T00:00:00Z', false],
  ])('%s is a day: %s', (text, expected) => expect(isDay(text)).toBe(expected));

  it('goes to a number and back', () => {
    fc.assert(
      fc.property(anyDay, day => dayFromNumber(dayNumber(day)) === day),
    );
  });

  it('adds what lies between', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyDay,
        (a, b) => addDays(a, daysBetween(a, b)) === b,
      ),
    );
  });

  it.each([
    ['2026-11-22', '2026-11-16'], // a Sunday
    ['2026-11-23', '2026-11-23'], // a Monday
    ['2026-01-01', '2025-12-29'],
    ['1969-12-31', '1969-12-29'],
  ])('the week of %s starts on %s', (day, monday) =>
    expect(weekOf(day)).toBe(monday),
  );

  it('puts each day into exactly the seven of its week', () => {
    fc.assert(
      fc.property(anyDay, day => daysOfWeek(weekOf(day)).includes(day)),
    );
  });

  it.each([
    ['2026-11-22', '2026-11-09'], // Sunday: its own week has not ended
    ['2026-11-23', '2026-11-16'],
  ])('on %s the last complete week is %s', (today, week) =>
    expect(lastCompleteWeek(today)).toBe(week),
  );

  it('knows months', () => {
    expect(lastDayOf('2024-02')).toBe('2024-02-29');
    expect(daysOfMonth('2026-11')).toHaveLength(30);
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(addMonths('2025-12', 1)).toBe('2026-01');
    expect(lastCompleteMonth('2026-01-01')).toBe('2025-12');
  });
});
