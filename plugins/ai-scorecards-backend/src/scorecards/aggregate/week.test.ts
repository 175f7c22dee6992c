import fc from 'fast-check';
import { factsOf, Someone } from './__testUtils__/factsOf';
import { weekFigures } from './week';

const parents = { root: null, north: 'root', alpha: 'north', beta: 'north' };

const some = (
  count: number,
  team: string,
  seats: number[],
  uses: number[] = seats,
): Someone[] => Array.from({ length: count }, () => ({ team, seats, uses }));

async function figuresOf(people: Someone[]) {
  const facts = factsOf(parents, people);
  const { licensed, roster, byTool } = await weekFigures(facts);
  const at = (team: string) => facts.forest.keys.indexOf(team);
  return {
    facts,
    licensed: (team: string) => licensed[at(team)],
    roster: (team: string) => roster[at(team)],
    tool: (id: number, team: string) => ({
      licensed: byTool.get(id)!.licensed[at(team)],
      users: byTool.get(id)!.users[at(team)],
    }),
  };
}

describe('the roster beside the licensed', () => {
  it('leaves out one person without a licence, whom the difference would tell of', async () => {
    const { licensed, roster } = await figuresOf([
      ...some(9, 'alpha', [1]),
      ...some(1, 'alpha', [], [2]),
    ]);
    expect(licensed('alpha')).toMatchObject({ people: 9, active: 9 });
    expect(roster('alpha')).toMatchObject({ people: 9, active: 9, leftOut: 1 });
    expect(roster('north')).toMatchObject({ people: 9, leftOut: 1 });
  });

  it('adds those of two teams where they are enough together', async () => {
    const { roster } = await figuresOf([
      ...some(9, 'alpha', [1]),
      ...some(2, 'alpha', []),
      ...some(6, 'beta', [1]),
      ...some(3, 'beta', [], [2]),
    ]);
    expect(roster('alpha')).toMatchObject({ people: 9, leftOut: 2 });
    expect(roster('beta')).toMatchObject({ people: 6, leftOut: 3 });
    expect(roster('north')).toMatchObject({
      people: 20,
      active: 18,
      leftOut: 0,
    });
  });

  it('shows nothing of a team with too few licensed people, whom the team above would give away', async () => {
    const { licensed, roster } = await figuresOf([
      ...some(3, 'alpha', [1]),
      ...some(6, 'alpha', []),
      ...some(6, 'beta', [1]),
    ]);
    expect(licensed('alpha').shown).toBe(false);
    expect(roster('alpha').shown).toBe(false);
    expect(roster('north')).toMatchObject({ people: 12, leftOut: 3 });
  });

  it('is that of everybody where nobody is licensed', async () => {
    const { roster } = await figuresOf(some(6, 'alpha', [], [2]));
    expect(roster('alpha')).toMatchObject({ people: 6, active: 6, leftOut: 0 });
  });
});

describe('a tool beside all tools', () => {
  it('is not shown where the others are one person', async () => {
    const { tool, licensed } = await figuresOf([
      ...some(9, 'alpha', [1]),
      ...some(1, 'alpha', [2]),
    ]);
    expect(licensed('alpha').people).toBe(10);
    expect(tool(1, 'alpha').licensed.shown).toBe(false);
    expect(tool(1, 'alpha').users.shown).toBe(false);
    expect(tool(1, 'root').licensed.shown).toBe(false);
  });

  it('is shown where everybody has it, or enough have not', async () => {
    const { tool } = await figuresOf([
      ...some(8, 'alpha', [1, 2]),
      ...some(7, 'beta', [1]),
      ...some(5, 'beta', [2]),
    ]);
    expect(tool(1, 'alpha').licensed).toMatchObject({ people: 8 });
    expect(tool(1, 'beta').licensed).toMatchObject({ people: 7 });
    expect(tool(2, 'north').licensed).toMatchObject({ people: 13 });
  });

  it('shows no users beside licensed ones who are all of them but one', async () => {
    const { tool } = await figuresOf([
      ...some(7, 'alpha', [1]),
      ...some(1, 'alpha', [2], [1, 2]),
      ...some(6, 'alpha', [2]),
    ]);
    expect(tool(1, 'alpha').licensed.people).toBe(7);
    expect(tool(1, 'alpha').users.shown).toBe(false);
  });
});

describe('what anybody can take away from what is shown', () => {
  const person = fc.record({
    team: fc.constantFrom(...Object.keys(parents)),
    seats: fc.subarray([1, 2]),
    uses: fc.subarray([1, 2]),
  });
  const isSafe = (people: number) => people === 0 || Math.abs(people) >= 5;

  it('speaks of nobody or of enough people, in a team and above those below', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 8, maxLength: 50 }),
        async people => {
          const { facts, licensed, roster, tool } = await figuresOf(people);
          const teams = facts.forest.keys.filter(key => key in parents);
          const pairs = (team: string) => [
            [roster(team), licensed(team)],
            ...[1, 2].map(id => [licensed(team), tool(id, team).licensed]),
          ];
          for (const team of teams) {
            const below = teams.filter(
              key => parents[key as keyof typeof parents] === team,
            );
            pairs(team).forEach(([whole, part], n) => {
              if (!whole.shown || !part.shown) return;
              const others = whole.people - part.people;
              const shownBelow = below
                .map(key => pairs(key)[n])
                .filter(each => each.every(({ shown }) => shown));
              const rest = shownBelow.reduce(
                (left, [all, few]) => left - (all.people - few.people),
                others,
              );
              expect({ team, n, others, isSafe: isSafe(others) }).toEqual({
                team,
                n,
                others,
                isSafe: true,
              });
              const isWhole = shownBelow.length === below.length;
              expect(!isWhole || isSafe(rest)).toBe(true);
            });
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
