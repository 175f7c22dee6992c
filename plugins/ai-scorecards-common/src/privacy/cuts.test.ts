import fc from 'fast-check';
import { everyCutIsAtLeast, Link } from './cuts';

/** Tries every way to part the nodes. */
function byTrial(least: number, nodeCount: number, links: Link[]): boolean {
  for (let sides = 1; sides < 1 << nodeCount; sides++) {
    const cut = links.filter(
      ({ nodes }) => new Set(nodes.map(n => (sides >> n) & 1)).size > 1,
    );
    const weight = cut.reduce((sum, link) => sum + link.weight, 0);
    if (cut.length > 0 && weight < least) {
      return false;
    }
  }
  return true;
}

describe('everyCutIsAtLeast', () => {
  const pair = (a: number, b: number, weight: number) => ({
    nodes: [a, b],
    weight,
  });
  it.each<[string, number, Link[], boolean]>([
    ['nothing', 2, [], true],
    ['a strong pair', 2, [pair(0, 1, 5)], true],
    ['a weak pair', 2, [pair(0, 1, 4)], false],
    ['a bare link', 2, [pair(0, 1, 0)], false],
    [
      'a bare link beside a strong one',
      2,
      [pair(0, 1, 0), pair(1, 0, 5)],
      true,
    ],
    [
      'a ring of threes',
      3,
      [pair(0, 1, 3), pair(1, 2, 3), pair(2, 0, 3)],
      true,
    ],
    ['two strong pairs apart', 4, [pair(0, 1, 5), pair(2, 3, 5)], true],
    [
      'two strong pairs and a weak bridge',
      4,
      [pair(0, 1, 5), pair(2, 3, 5), pair(1, 2, 2)],
      false,
    ],
    ['a link of three', 3, [{ nodes: [0, 1, 2], weight: 5 }], true],
  ])('%s', (_, nodeCount, links, expected) => {
    expect(everyCutIsAtLeast(5, nodeCount, links)).toBe(expected);
    expect(byTrial(5, nodeCount, links)).toBe(expected);
  });

  it('agrees with trying every cut', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(
          fc.record({
            nodes: fc.array(fc.nat(6), { minLength: 1, maxLength: 3 }),
            weight: fc.nat(4),
          }),
          { maxLength: 14 },
        ),
        (least, links) => {
          expect(everyCutIsAtLeast(least, 7, links)).toBe(
            byTrial(least, 7, links),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
