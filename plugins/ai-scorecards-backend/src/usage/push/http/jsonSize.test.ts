import { holdsTooMuch } from './jsonSize';

describe('holdsTooMuch', () => {
  it.each([
    ['[1,2,3]', 3],
    ['{"a":{"b":[]}}', 3],
    ['["a,b[{\\",", 1]', 2],
    ['["a,b', 1],
    ['["a\\', 1],
  ])('counts the values in %s', (text, count) => {
    expect(holdsTooMuch(text, count)).toBe(false);
    expect(holdsTooMuch(text, count - 1)).toBe(true);
  });

  it('counts different names', () => {
    const names = (count: number, of: number) =>
      `[${Array.from(
        { length: count },
        (_, i) => `{"a:${i % of}" : ":${i}"}`,
      )}]`;
    expect(holdsTooMuch(names(3_000, 1_000), 10_000)).toBe(false);
    expect(holdsTooMuch(names(1_001, 1_001), 10_000)).toBe(true);
  });
});
