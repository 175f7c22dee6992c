import fc from 'fast-check';
import { packAmounts, unpackAmounts } from './packedAmounts';

describe('packed amounts', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(0, 19_000_000), fc.maxSafeInteger())),
        amounts => {
          const sorted = [...amounts].sort((a, b) => a - b);
          expect(unpackAmounts(packAmounts(sorted))).toEqual(sorted);
        },
      ),
    );
  });

  it('are short where many are alike', () => {
    expect(packAmounts([-3, 19, 19, 19, 21])).toBe('-3 3*19 21');
    expect(packAmounts([])).toBe('');
  });
});
