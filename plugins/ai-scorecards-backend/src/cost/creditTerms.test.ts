import { worldConfig } from '../scorecards/refresh/__testUtils__/world';
import { creditTermsOf, hasPool } from './creditTerms';

const contract = {
  ...worldConfig(5).contracts[0],
  includedCreditsPerSeat: 1_900,
  creditPriceMicros: 10_000,
  creditTerms: [
    { from: '2026-09-01', includedPerSeat: 3_000, priceMicros: null },
    { from: '2026-11-01', includedPerSeat: 0, priceMicros: 8_000 },
  ],
};

describe('creditTermsOf', () => {
  it.each([
    ['2026-08', 1_900, 10_000],
    ['2026-09', 3_000, 10_000],
    ['2026-10', 3_000, 10_000],
    ['2026-11', 0, 8_000],
    ['2027-01', 0, 8_000],
  ])('%s', (month, includedPerSeat, priceMicros) => {
    expect(creditTermsOf(contract, month)).toEqual({
      includedPerSeat,
      priceMicros,
    });
  });

  it('knows no pool before one is agreed', () => {
    const later = { ...contract, includedCreditsPerSeat: null };
    expect(creditTermsOf(later, '2026-08')).toBeNull();
    expect(creditTermsOf(later, '2026-09')).not.toBeNull();
    expect(creditTermsOf(undefined, '2026-09')).toBeNull();
  });
});

describe('hasPool', () => {
  it('is so in any month', () => {
    expect(hasPool(contract)).toBe(true);
    const none = { ...contract, includedCreditsPerSeat: null };
    expect(hasPool(none)).toBe(true);
    expect(hasPool({ ...none, creditTerms: [] })).toBe(false);
  });
});
