import fc from 'fast-check';
import { addDays } from '../time';
import { addBusinessDays, businessDaysAfter, isBusinessDay } from './calendar';

const HOLIDAYS = ['2026-12-25'];
const day = fc
  .integer({ min: 0, max: 2000 })
  .map(count => addDays('2026-01-01', count));

describe('business days', () => {
  it.each([
    ['2026-11-23', true],
    ['2026-11-27', true],
    ['2026-11-28', false],
    ['2026-11-29', false],
    ['2026-12-25', false],
  ])('knows that %s is one: %s', (at, expected) => {
    expect(isBusinessDay(at, HOLIDAYS)).toBe(expected);
  });

  it.each([
    ['2026-11-24', 0, '2026-11-24'],
    ['2026-11-24', 5, '2026-12-01'],
    ['2026-11-28', 1, '2026-11-30'],
    // Christmas is on a Friday.
    ['2026-12-24', 1, '2026-12-28'],
  ])('adds to %s %i of them: %s', (from, count, expected) => {
    expect(addBusinessDays(from, count, HOLIDAYS)).toBe(expected);
  });

  it('counts what it adds', () => {
    fc.assert(
      fc.property(day, fc.nat({ max: 60 }), (from, count) => {
        const to = addBusinessDays(from, count, HOLIDAYS);
        expect(businessDaysAfter(from, to, HOLIDAYS)).toBe(count);
      }),
    );
  });
});
