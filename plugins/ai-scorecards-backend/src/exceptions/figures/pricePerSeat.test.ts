import type { AiScorecardsConfig } from '../../config';
import { pricePerSeat } from './pricePerSeat';

const TOOL = 'resource:default/cursor';
const contracts = [
  {
    tool: TOOL,
    currency: 'EUR',
    prices: [
      { from: '2026-10-12', perSeatMonthMicros: 21_000_000 },
      { from: '2026-01-01', perSeatMonthMicros: 19_000_000 },
    ],
  },
] as unknown as AiScorecardsConfig['contracts'];

describe('pricePerSeat', () => {
  it.each([
    ['2025-12-31', null],
    ['2026-01-01', 19_000_000],
    ['2026-10-11', 19_000_000],
    ['2026-10-12', 21_000_000],
  ])('is the price in force on %s', (day, amount) => {
    expect(pricePerSeat(contracts, TOOL, day)).toEqual(
      amount === null ? null : { amount, currency: 'EUR' },
    );
  });

  it.each([[null], ['resource:default/other']])(
    'is not known of %s, which no contract names',
    tool => {
      expect(pricePerSeat(contracts, tool, '2026-11-24')).toBeNull();
    },
  );
});
