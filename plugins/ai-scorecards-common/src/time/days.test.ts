import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dayIndex,
  dayOf,
  dayOfInstant,
  daysBetween,
  daysFromTo,
  daysOfMonth,
  daysOfWeek,
  firstDay,
  isDay,
  isMonth,
  lastCompleteMonth,
  lastCompleteWeek,
  lastDay,
  monthOf,
  monthsBetween,
  weekOf,
  weeksBetween,
} from './days';

const anyDay = fc
  .integer({ min: dayIndex('1600-01-01'), max: dayIndex('2400-12-31') })
  .map(dayOf);

describe('days', () => {
  it.each([
    ['2026-11-23', true],
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['0000-01-01', false],
    ['2026-1-1', false],
    ['2026-11-23T00:00:00Z', false],
    [' 2026-11-23', false],
    ['', false],
  ])('isDay(%j) is %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  it.each([
    ['2026-11', true],
    ['2026-13', false],
    ['2026-00', false],
    ['2026-11-01', false],
    ['0000-01', false],
  ])('isMonth(%j) is %s', (text, expected) => {
    expect(isMonth(text)).toBe(expected);
  });

  it('counts days from 1970-01-01', () => {
    expect(dayIndex('1970-01-01')).toBe(0);
    expect(dayIndex('1969-12-31')).toBe(-1);
    expect(dayOf(20_000)).toBe('2024-10-04');
  });

  it('takes the UTC day of an instant', () => {
    expect(dayOfInstant(new Date('2026-11-23T23:59:59.999Z'))).toBe(
      '2026-11-23',
    );
    expect(dayOfInstant(new Date('1969-12-31T23:00:00Z'))).toBe('1969-12-31');
  });

  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2026-11-22', '2026-11-16'],
    ['2027-01-01', '2026-12-28'],
    ['1969-12-28', '1969-12-22'],
  ])('the week of %s is %s', (day, monday) => {
    expect(weekOf(day)).toBe(monday);
  });

  it.each([
    ['2026-11-22', '2026-11-09'],
    ['2026-11-23', '2026-11-16'],
    ['2026-11-29', '2026-11-16'],
    ['2026-11-30', '2026-11-23'],
  ])('on %s the last complete week is %s', (today, monday) => {
    expect(lastCompleteWeek(today)).toBe(monday);
  });

  it.each([
    ['2026-11-30', '2026-10'],
    ['2026-12-01', '2026-11'],
    ['2027-01-31', '2026-12'],
  ])('on %s the last complete month is %s', (today, month) => {
    expect(lastCompleteMonth(today)).toBe(month);
  });

  it.each([
    ['2026-02', '2026-02-28', 28],
    ['2024-02', '2024-02-29', 29],
    ['2100-02', '2100-02-28', 28],
    ['2026-04', '2026-04-30', 30],
    ['2026-12', '2026-12-31', 31],
  ])('%s ends on %s', (month, last, length) => {
    expect(firstDay(month)).toBe(`${month}-01`);
    expect(lastDay(month)).toBe(last);
    expect(daysOfMonth(month)).toHaveLength(length);
  });

  it('lists weeks and months that have a day in the range', () => {
    expect(weeksBetween('2026-11-22', '2026-11-23')).toEqual([
      '2026-11-16',
      '2026-11-23',
    ]);
    expect(weeksBetween('2026-11-24', '2026-11-23')).toEqual([]);
    expect(monthsBetween('2026-11-30', '2027-01-01')).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
    ]);
    expect(monthsBetween('2026-11-30', '2026-11-01')).toEqual([]);
    expect(monthsBetween('9999-12-01', '9999-12-31')).toEqual(['9999-12']);
    expect(daysFromTo('2026-11-02', '2026-11-01')).toEqual([]);
  });

  it.each([
    ['2026-01', -1, '2025-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-05', 20, '2028-01'],
  ])('%s plus %i months is %s', (month, count, expected) => {
    expect(addMonths(month, count)).toBe(expected);
  });

  it('refuses what is no day, month or index', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(/'2026-02-30' is not a day/);
    expect(() => monthOf('soon')).toThrow(/not a day/);
    expect(() => lastDay('2026-2')).toThrow(/'2026-2' is not a month/);
    expect(() => addMonths('9999-12', 1)).toThrow(/not a month/);
    expect(() => dayOf(1.5)).toThrow(/not the index/);
    expect(() => addDays('9999-12-31', 1)).toThrow(/not the index/);
  });

  it('adding and subtracting days are inverse, and order of texts is order of days', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(isDay(a)).toBe(true);
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(a < b).toBe(dayIndex(a) < dayIndex(b));
      }),
    );
  });

  it('every day is in its week and month exactly once', () => {
    fc.assert(
      fc.property(anyDay, day => {
        const week = daysOfWeek(day);
        expect(week).toHaveLength(7);
        expect(week.filter(d => d === day)).toHaveLength(1);
        expect(new Date(`${week[0]}T00:00:00Z`).getUTCDay()).toBe(1);
        expect(daysOfMonth(monthOf(day)).filter(d => d === day)).toHaveLength(
          1,
        );
        expect(addDays(lastDay(monthOf(day)), 1)).toBe(
          firstDay(addMonths(monthOf(day), 1)),
        );
        const sunday = addDays(lastCompleteWeek(day), 6);
        expect(sunday < day).toBe(true);
        expect(daysBetween(sunday, day)).toBeLessThanOrEqual(7);
      }),
    );
  });
});
