import { sumRecords } from './sumRecords';

const DAY = '2026-11-20';

function recordsOf(sums: readonly (readonly [string, string, number])[]) {
  return [
    ...sumRecords(
      DAY,
      'USD',
      sums.map(([model, field, amount]) => ({
        account: 'ada@example.com',
        model,
        field,
        amount,
      })),
    ),
  ].map(({ counters, models }) => ({ counters, models }));
}

describe('sums of telemetry as records', () => {
  it('take what was cached out of the input that holds it, model by model', () => {
    expect(
      recordsOf([
        ['flash', 'tokensCacheRead', 40],
        ['flash', 'tokensIn', 7],
        ['flash', 'tokensInOrCached', 100],
        ['pro', 'tokensInOrCached', 5],
      ]),
    ).toEqual([
      {
        counters: { tokensCacheRead: 40, tokensIn: 67 },
        models: [{ model: 'flash', tokensIn: 67 }],
      },
      {
        counters: { tokensIn: 5 },
        models: [{ model: 'pro', tokensIn: 5 }],
      },
    ]);
  });

  it('know no input below zero, and none where none was told', () => {
    expect(
      recordsOf([
        ['', 'tokensCacheRead', 40],
        ['', 'tokensInOrCached', 30],
      ]),
    ).toEqual([{ counters: { tokensCacheRead: 40, tokensIn: 0 } }]);
    expect(recordsOf([['', 'tokensCacheRead', 40]])).toEqual([
      { counters: { tokensCacheRead: 40 } },
    ]);
  });

  it('leave input alone that tools tell without what was cached', () => {
    expect(
      recordsOf([
        ['', 'tokensCacheRead', 40],
        ['', 'tokensIn', 30],
      ]),
    ).toEqual([{ counters: { tokensCacheRead: 40, tokensIn: 30 } }]);
  });
});
