import { firstChangedDay } from './changedInputs';

const contract = {
  tool: 'resource:default/copilot',
  prices: [
    { from: '2026-01-01', perSeatMonthMicros: 19_000_000 },
    { from: '2026-10-12', perSeatMonthMicros: 21_000_000 },
  ],
  includedCreditsPerSeat: 1900,
  creditPriceMicros: 10_000,
  creditTerms: [],
  licensedGroups: [],
};

describe('firstChangedDay', () => {
  it.each([
    ['nothing', [contract], null],
    [
      'a later price',
      [
        {
          ...contract,
          prices: [
            ...contract.prices,
            { from: '2026-11-01', perSeatMonthMicros: 1 },
          ],
        },
      ],
      '2026-11-01',
    ],
    [
      'another price from a known day',
      [
        {
          ...contract,
          prices: [
            contract.prices[0],
            { from: '2026-10-12', perSeatMonthMicros: 1 },
          ],
        },
      ],
      '2026-10-12',
    ],
    [
      'a price gone',
      [{ ...contract, prices: [contract.prices[0]] }],
      '2026-10-12',
    ],
    ['the pool', [{ ...contract, includedCreditsPerSeat: 1 }], '0001-01-01'],
    [
      'another pool from a month on',
      [
        {
          ...contract,
          creditTerms: [
            { from: '2026-09-01', includedPerSeat: 1, priceMicros: null },
          ],
        },
      ],
      '2026-09-01',
    ],
    ['the contract gone', [], '0001-01-01'],
  ])('%s', (_, after, day) => {
    expect(firstChangedDay([contract], after)).toBe(day);
    expect(firstChangedDay(after, [contract])).toBe(day);
  });
});
