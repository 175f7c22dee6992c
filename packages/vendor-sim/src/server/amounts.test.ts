import fc from 'fast-check';
import { decimalText } from './amounts';

describe('decimalText', () => {
  it('is the text that JSON writes for the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), millionths => {
        expect(decimalText(millionths)).toBe(
          JSON.stringify(millionths / 1_000_000),
        );
      }),
    );
  });
});
