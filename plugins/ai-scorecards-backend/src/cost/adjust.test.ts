import fc from 'fast-check';
import { Cell, cellsOf, differences } from './adjust';

const cells: fc.Arbitrary<Cell[]> = fc.uniqueArray(
  fc.record({
    toolId: fc.integer({ min: 1, max: 3 }),
    kind: fc.constantFrom('seat' as const, 'usage' as const),
    place: fc.constantFrom(
      '' as const,
      'unresolved' as const,
      'billed-without-person' as const,
    ),
    micros: fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
  }),
  { selector: ({ toolId, kind, place }) => `${toolId} ${kind} ${place}` },
);

/** What cells add up to, those of zero left out. */
function sums(...lists: Cell[][]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { toolId, kind, place, micros } of lists.flat()) {
    const key = `${toolId} ${kind} ${place}`;
    found.set(key, (found.get(key) ?? 0) + micros);
  }
  return new Map([...found].filter(([, micros]) => micros !== 0));
}

describe('differences', () => {
  it('loses nothing: the closed figure and all adjustments are what is known now', () => {
    fc.assert(
      fc.property(cells, fc.array(cells, { maxLength: 6 }), (closed, later) => {
        const booked: Cell[] = [];
        for (const now of later) {
          booked.push(...differences(now, [...closed, ...booked]));
          expect(sums(closed, booked)).toEqual(sums(now));
        }
      }),
    );
  });

  it('books nothing twice', () => {
    fc.assert(
      fc.property(cells, cells, (closed, now) => {
        const booked = differences(now, closed);
        expect(differences(now, [...closed, ...booked])).toEqual([]);
        expect(booked.every(({ micros }) => micros !== 0)).toBe(true);
      }),
    );
  });

  it('tells signs, and places that came or went', () => {
    const line = { toolId: 1, kind: 'usage' as const };
    expect(
      differences(
        cellsOf([
          {
            ...line,
            places: [
              { place: '', micros: 12, holders: 0 },
              { place: 'left', micros: 3, holders: 7 },
            ],
          },
        ]),
        [
          { ...line, place: '', micros: 15 },
          { ...line, place: 'unresolved', micros: 2 },
        ],
      ),
    ).toEqual([
      { ...line, place: '', micros: -3 },
      { ...line, place: 'left', micros: 3 },
      { ...line, place: 'unresolved', micros: -2 },
    ]);
  });
});
