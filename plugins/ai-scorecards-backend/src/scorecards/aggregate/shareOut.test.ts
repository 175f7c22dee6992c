import fc from 'fast-check';
import { shareOut } from './shareOut';

// organisation 5; division 4 above 0 and 1; 2 and 3 at the top
const forest = {
  keys: ['a', 'b', 'c', 'd', 'division', 'organisation'],
  parents: Int32Array.from([4, 4, 5, 5, 5, -1]),
  organisation: 5,
};

const rows = (team: number, people: number[], micros = 1) =>
  people.map(person => ({ team, person, micros }));

describe('shareOut', () => {
  it('gives money to the nearest team that shows the tool', () => {
    const { teams, rest } = shareOut({
      forest,
      minimum: 2,
      sides: [
        {
          rows: [...rows(0, [1, 2]), ...rows(1, [3, 4, 5], 10)],
          showsApart: team => team === 0 || team === 4,
        },
        { rows: rows(2, [6, 7]), showsApart: () => false },
      ],
    });
    expect([...teams]).toEqual([
      [0, { micros: 2, amounts: [1, 1] }],
      [4, { micros: 30, amounts: [10, 10, 10] }],
    ]);
    expect(rest).toEqual({ micros: 2, amounts: [1, 1] });
  });

  it('joins the team with the fewest people where the rest would speak of too few', () => {
    const { teams, rest } = shareOut({
      forest,
      minimum: 3,
      sides: [
        {
          rows: [
            ...rows(0, [1, 2, 3, 4]),
            ...rows(2, [5, 6, 7], 100),
            ...rows(3, [8]),
          ],
          showsApart: team => team !== 3,
        },
      ],
    });
    expect([...teams]).toEqual([[0, { micros: 4, amounts: [1, 1, 1, 1] }]]);
    expect(rest).toEqual({ micros: 301, amounts: [1, 100, 100, 100] });
  });

  it('loses nothing and shows no rest of too few beside a team', () => {
    const side = fc.record({
      rows: fc.array(
        fc.record({
          team: fc.integer({ min: -1, max: 5 }),
          person: fc.nat(9),
          micros: fc.integer({ min: -5, max: 100 }),
        }),
      ),
      shows: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(side, { maxLength: 2 }), drawn => {
        const { teams, rest } = shareOut({
          forest,
          minimum: 4,
          sides: drawn.map(each => ({
            rows: each.rows,
            showsApart: team => each.shows[team],
          })),
        });
        const all = drawn
          .flatMap(each => each.rows)
          .filter(({ team }) => team >= 0 && team !== forest.organisation)
          .reduce((sum, { micros }) => sum + micros, 0);
        const shown = [...teams.values()].reduce(
          (sum, { micros }) => sum + micros,
          0,
        );
        expect(shown + rest.micros).toBe(all);
        const tellsOfFew =
          teams.size > 0 && rest.amounts.length > 0 && rest.amounts.length < 4;
        expect(tellsOfFew).toBe(false);
      }),
    );
  });
});
