import fc from 'fast-check';
import { clampRate } from './clamp';

describe('clampRate', () => {
  it.each([
    [20, 20, 20, 1, null],
    [0, 25, 25, 0, null],
    [19, 19, 19, 0.9, 'at-least'],
    [18, 19, 19, 0.9, 'at-least'],
    [17, 19, 19, 17 / 19, null],
    [9, 10, 10, 0.9, 'at-least'],
    [8, 10, 10, 0.8, null],
    [1, 10, 10, 0.1, 'at-most'],
    [0, 12, 12, 0.1, 'at-most'],
    [6, 6, 6, 0.83, 'at-least'],
    [5, 6, 6, 0.83, 'at-least'],
    [4, 6, 6, 4 / 6, null],
    [2, 6, 6, 2 / 6, null],
    [1, 6, 6, 0.17, 'at-most'],
    [5, 5, 5, 0.8, 'at-least'],
    // Person-weeks of six people.
    [24, 24, 6, 0.9, 'at-least'],
    [22, 24, 6, 0.9, 'at-least'],
    [21, 24, 6, 21 / 24, null],
  ])(
    '%i of %i over %i people',
    (numerator, denominator, people, value, bound) => {
      expect(clampRate({ numerator, denominator, people })).toEqual({
        value,
        bound,
        numerator: bound ? null : numerator,
        denominator,
      });
    },
  );

  it('is nothing without a denominator or between ends that meet', () => {
    expect(clampRate({ numerator: 0, denominator: 0, people: 0 })).toBeNull();
    expect(clampRate({ numerator: 1, denominator: 2, people: 2 })).toBeNull();
  });

  it.each([
    [2, 1],
    [-1, 5],
    [0.5, 5],
    [NaN, 5],
  ])('%s of %s is no rate', (numerator, denominator) => {
    expect(() => clampRate({ numerator, denominator, people: 9 })).toThrow(
      /is not a rate/,
    );
  });

  it('below 20 people what is shown never tells that it was all or none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 60 }),
        fc.integer({ min: 1, max: 19 }),
        (denominator, people) => {
          const shown = Array.from({ length: denominator + 1 }, (_, n) =>
            clampRate({ numerator: n, denominator, people }),
          );
          expect(shown[0]).toEqual(shown[1]);
          expect(shown[denominator]).toEqual(shown[denominator - 1]);
          expect(shown[0]).not.toEqual(shown[denominator]);
          shown.forEach((rate, numerator) => {
            const exact = numerator / denominator;
            expect(rate?.bound !== 'at-least' || exact >= rate.value).toBe(
              true,
            );
            expect(rate?.bound !== 'at-most' || exact <= rate.value).toBe(true);
            expect(rate?.bound !== null || rate.value === exact).toBe(true);
          });
        },
      ),
    );
  });
});
