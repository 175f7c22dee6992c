import { buildForest, Forest, ForestInput } from './forest';
import { DaySpan } from './span';

const span = new DaySpan('2026-11-02', '2026-11-08');
const ALWAYS = { from: '0001-01-01', to: '9999-12-31' };

const groups = ['root', 'north', 'south', 'list', 'alpha', 'beta'].map(
  (name, i) => ({ id: i + 1, ref: name, isTeam: name !== 'list' }),
);
const idOf = (name: string) => groups.find(group => group.ref === name)!.id;

function forestOf(
  edges: [child: string, parent: string, from?: string, to?: string][],
  people: [group: string, from?: string, to?: string][],
): Forest {
  const dated = (from = ALWAYS.from, to = ALWAYS.to) => ({ from, to });
  const input: ForestInput = {
    span,
    groups,
    edges: edges.map(([child, parent, from, to]) => ({
      groupId: idOf(child),
      parentId: idOf(parent),
      ...dated(from, to),
    })),
    roster: people.map(([group, from, to]) => ({
      groupId: idOf(group),
      ...dated(from, to),
    })),
  };
  return buildForest(input);
}

/** Parent by team, in words. */
function parents({ keys, parents: of }: Forest) {
  return Object.fromEntries(
    keys.flatMap((key, i) => (of[i] < 0 ? [] : [[key, keys[of[i]]]])),
  );
}

function visits({ keys, visits: list }: Forest) {
  return list
    .map(({ host, guest, mask }) => [keys[guest], keys[host], mask])
    .sort();
}

describe('buildForest', () => {
  it('skips Groups that are no teams and teams without people', () => {
    const forest = forestOf(
      [
        ['alpha', 'list'],
        ['list', 'north'],
        ['north', 'root'],
        ['south', 'root'],
      ],
      [['alpha'], ['list'], ['beta', '2026-11-09']],
    );
    expect(parents(forest)).toEqual({
      alpha: 'north',
      north: 'root',
      root: 'organisation',
    });
    expect(forest.keys.filter((_, i) => forest.leaf[i] === 1)).toEqual([
      'alpha',
    ]);
    expect(forest.visits).toEqual([]);
  });

  it('puts a team that moved below what was above it throughout, as a guest of the others', () => {
    const forest = forestOf(
      [
        ['alpha', 'north', ALWAYS.from, '2026-11-05'],
        ['alpha', 'south', '2026-11-05'],
        ['beta', 'alpha'],
        ['north', 'root'],
        ['south', 'root'],
      ],
      [['alpha'], ['beta']],
    );
    expect(parents(forest)).toEqual({
      alpha: 'root',
      beta: 'alpha',
      north: 'root',
      south: 'root',
      root: 'organisation',
    });
    expect(visits(forest)).toEqual([
      ['alpha', 'north', 0b0000111],
      ['alpha', 'south', 0b1111000],
    ]);
  });

  it('a team that begins inside the period has its place from its first person on', () => {
    const forest = forestOf(
      [
        ['alpha', 'north', '2026-11-05'],
        ['north', 'root'],
      ],
      [['alpha', '2026-11-05']],
    );
    expect(parents(forest)).toMatchObject({ alpha: 'north' });
    expect(forest.visits).toEqual([]);
  });

  it('cuts a circle and takes the smaller of two parents', () => {
    const forest = forestOf(
      [
        ['north', 'south'],
        ['south', 'north'],
        ['alpha', 'south'],
        ['alpha', 'north'],
      ],
      [['alpha'], ['south']],
    );
    expect(parents(forest)).toEqual({
      alpha: 'north',
      north: 'organisation',
      south: 'north',
    });
  });
});
