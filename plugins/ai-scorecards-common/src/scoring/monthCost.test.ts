import { month, scorecardInput } from './__testUtils__/input';
import { monthCost } from './monthCost';

describe('the cost of a month', () => {
  const cost = (
    amounts: { seat: number | null; usage: number | null },
    othersMicros: number | null = 0,
  ) =>
    monthCost(
      month('2026-10', 0, { amounts: { ...amounts, value: 5 }, othersMicros }),
      scorecardInput(),
    );

  it('is zero for people who cost nothing', () => {
    const { total, others } = cost({ seat: null, usage: 0 });
    expect([total, others]).toEqual([
      expect.objectContaining({ state: 'ok', value: 0 }),
      expect.objectContaining({ state: 'ok', value: 0 }),
    ]);
  });

  it.each([0, null])(
    'is unknown, not zero, when nothing says what tools cost (%s)',
    othersMicros => {
      const { total, others, costPerActiveDeveloper } = cost(
        { seat: null, usage: null },
        othersMicros,
      );
      expect([total, others, costPerActiveDeveloper]).toEqual(
        Array(3).fill(
          expect.objectContaining({ state: 'no-data', value: null }),
        ),
      );
    },
  );
});
