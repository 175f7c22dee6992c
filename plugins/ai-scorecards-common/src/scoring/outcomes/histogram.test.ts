import fc from 'fast-check';
import { addBins, binOf, emptyBins, medianOf, SIZE_LINES } from './histogram';

const binned = (values: readonly number[]) =>
  values.reduce((counts, value) => {
    counts[binOf(SIZE_LINES, value)] += 1;
    return counts;
  }, emptyBins(SIZE_LINES));

describe('binned medians', () => {
  it.each([
    [0, 0],
    [5, 0],
    [6, 1],
    [5000, 16],
    [5001, 17],
  ])('%d falls into bin %d', (value, bin) => {
    expect(binOf(SIZE_LINES, value)).toBe(bin);
  });

  it('is nothing without values, and at least the last end beyond it', () => {
    expect(medianOf(SIZE_LINES, emptyBins(SIZE_LINES))).toBeNull();
    expect(medianOf(SIZE_LINES, binned([9000, 9000]))).toEqual({
      value: 5000,
      isLeast: true,
    });
  });

  it('lies in the bin of the true median', () => {
    const values = fc.array(fc.integer({ min: 0, max: 4900 }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(values, list => {
        const sorted = [...list].sort((a, b) => a - b);
        const lower = sorted[Math.floor((sorted.length - 1) / 2)];
        const upper = sorted[Math.floor(sorted.length / 2)];
        const { value } = medianOf(SIZE_LINES, binned(list))!;
        const bin = binOf(SIZE_LINES, value);
        expect(bin).toBeGreaterThanOrEqual(binOf(SIZE_LINES, lower));
        expect(bin).toBeLessThanOrEqual(binOf(SIZE_LINES, upper));
      }),
    );
  });

  it('adds up', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6000)), fc.array(fc.nat(6000)), (a, b) => {
        expect(addBins(binned(a), binned(b))).toEqual(binned([...a, ...b]));
      }),
    );
  });
});
