import fc from 'fast-check';
import { changedTeams, inOrder, TeamAmounts } from './changedTeams';

const APART = 0;
const options = { minimum: 3, apart: APART };

const teams = (
  given: Record<number, readonly number[] | null>,
): Map<number, TeamAmounts> =>
  new Map(
    Object.entries(given).map(([id, amounts]) => [
      Number(id),
      {
        micros: (amounts ?? []).reduce((sum, amount) => sum + amount, 0),
        amounts: amounts && inOrder(amounts),
      },
    ]),
  );

describe('changedTeams', () => {
  it.each([
    [
      'a price that changed for everybody',
      { 1: [10, 10, 10], 2: [10, 10, 10, 10] },
      { 1: [12, 12, 12], 2: [12, 12, 12, 12] },
      [
        [2, 8],
        [1, 6],
      ],
    ],
    ['one person of a team', { 1: [10, 10, 10] }, { 1: [10, 10, 15] }, []],
    [
      'one person of another team, who would be what is left',
      { 1: [10, 10, 10], 2: [10, 10, 10, 10] },
      { 1: [12, 12, 12], 2: [10, 10, 10, 11] },
      [],
    ],
    [
      'enough people that no team shows apart',
      { [APART]: [5, 5, 5], 1: [10, 10, 10] },
      { [APART]: [6, 6, 6], 1: [12, 12, 12] },
      [[1, 6]],
    ],
    [
      'three who moved from one team to another',
      { 1: [4, 5, 6, 7], 2: [1, 2, 3] },
      { 1: [7], 2: [1, 2, 3, 4, 5, 6] },
      [
        [2, 15],
        [1, -15],
      ],
    ],
    ['a team that nothing is kept of', { 1: null }, { 1: [2, 2, 2] }, []],
    ['a team that came', {}, { 1: [2, 2, 2] }, [[1, 6]]],
    ['nothing', { 1: [2, 2, 2] }, { 1: [2, 2, 2] }, []],
  ] as const)('tells of %s', (_what, before, after, wanted) => {
    expect([...changedTeams(teams(before), teams(after), options)]).toEqual(
      wanted,
    );
  });

  it('names no team of which fewer people changed, and leaves no rest of too few', () => {
    const person = fc.record({
      team: fc.integer({ min: 0, max: 3 }),
      was: fc.integer({ min: 1, max: 9 }),
      is: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 14 }), people => {
        const of = (pick: 'was' | 'is') => {
          const lists: Record<number, number[]> = {};
          for (const each of people) {
            (lists[each.team] ??= []).push(each[pick]);
          }
          return teams(lists);
        };
        const [before, after] = [of('was'), of('is')];
        const found = changedTeams(before, after, options);
        const changedIn = (isIt: (team: number) => boolean) =>
          people.filter(each => isIt(each.team) && each.was !== each.is).length;
        for (const [team, micros] of found) {
          expect(team).not.toBe(APART);
          expect(changedIn(each => each === team)).toBeGreaterThanOrEqual(3);
          expect(micros).toBe(
            after.get(team)!.micros - before.get(team)!.micros,
          );
        }
        const rest = [...before.keys()]
          .filter(team => !found.has(team))
          .reduce(
            (sum, team) =>
              sum + after.get(team)!.micros - before.get(team)!.micros,
            0,
          );
        const tellsOfFew =
          found.size > 0 &&
          rest !== 0 &&
          changedIn(each => !found.has(each)) < 3;
        expect(tellsOfFew).toBe(false);
      }),
    );
  });
});
