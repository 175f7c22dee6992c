import { binnedMedian } from './changes';

describe('the median of binned values', () => {
  it.each([
    [[], null],
    [[3], 2.5],
    [[4, 15, 16], 12.5],
    [[100, 100], 20],
  ])('of %j', (values, median) => {
    expect(binnedMedian([5, 10, 20], values)).toBe(median);
  });
});
