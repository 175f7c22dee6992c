import type { MonthCost } from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import { figure, noFigure, scorecard } from '../../__fixtures__';
import { costColumns } from './costColumns';

const [template] = scorecard.cost!.months;
const amount = (value: number | null) =>
  value === null
    ? noFigure('no-data', 'micro-usd')
    : figure(value, 'micro-usd');

function month(
  each: number | null,
  seat: number | null,
  usage: number | null,
  more: Partial<MonthCost> = {},
): MonthCost {
  return {
    ...template,
    costPerActiveDeveloper: amount(each),
    seat: amount(seat),
    usage: amount(usage),
    ...more,
  };
}

describe('costColumns', () => {
  it.each([
    [month(40, 300, 100), 30, 10],
    [month(40, 300, null), 40, null],
    [month(40, null, 100), null, 40],
    [month(40, null, null), 40, null],
    [month(0, 0, 0), 0, 0],
  ])('divides %#', (input, seat, usage) => {
    expect(costColumns([input])).toMatchObject([{ seat, usage }]);
  });

  it('loses nothing in dividing', () => {
    const micros = fc.integer({ min: 0, max: 1e13 });
    fc.assert(
      fc.property(micros, micros, micros, (each, seat, usage) => {
        const [column] = costColumns([month(each, seat, usage)]);
        expect((column.seat ?? 0) + (column.usage ?? 0)).toBe(each);
        expect(column.seat).toBeGreaterThanOrEqual(0);
        expect(column.usage).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('begins with the first month of which something is known, and keeps later gaps', () => {
    const hidden = (state: 'collecting' | 'suppressed') =>
      month(null, null, null, {
        costPerActiveDeveloper: noFigure(state, 'micro-usd', 'why'),
      });
    expect(
      costColumns([
        hidden('collecting'),
        hidden('suppressed'),
        month(40, 40, 0),
        hidden('collecting'),
      ]).map(({ state, reason }) => [state, reason]),
    ).toEqual([
      ['suppressed', 'why'],
      ['ok', null],
      ['collecting', 'why'],
    ]);
    expect(costColumns([hidden('collecting')])).toEqual([]);
  });
});
