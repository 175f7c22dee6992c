import { checkCondition } from '.';
import { facts, figure } from './__testUtils__/facts';

const ask = { kind: 'cost-per-active-developer', limit: 200_000_000 } as const;

describe('cost per active developer', () => {
  it.each([
    [142_000_000, 'met', 'today 142 USD, limit 200 USD'],
    [200_000_000, 'met', 'today 200 USD, limit 200 USD'],
    [200_500_000, 'breached', 'today 200.5 USD, limit 200 USD'],
  ])('%d is %s', (value, state, sentence) => {
    const costPerActiveDeveloper = figure(value);
    expect(checkCondition(ask, facts({ costPerActiveDeveloper }))).toEqual({
      state,
      sentence,
    });
  });

  it.each([
    ['nothing', null],
    ['no data', figure(null, { state: 'no-data' })],
    ['a provisional figure', figure(900_000_000, { state: 'provisional' })],
    ['a figure that is not shown', figure(null, { state: 'suppressed' })],
    ['a failed source', figure(900_000_000, { state: 'failed' })],
  ])('%s is unknown and no breach', (_, costPerActiveDeveloper) => {
    expect(checkCondition(ask, facts({ costPerActiveDeveloper })).state).toBe(
      'unknown',
    );
  });
});
