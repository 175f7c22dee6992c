import { Place, clamped, pooled, publish } from './publish';

const places = (team: string, people: string): Place[] =>
  [...people].map(person => ({ person, team, days: ['2026-11-09'] }));

const tree = (parents: Record<string, string | undefined>) =>
  new Map(Object.entries(parents));

describe('publish', () => {
  const parentOf = tree({
    top: undefined,
    large: 'top',
    small: 'top',
    other: 'top',
  });

  it('passes a team that is too small to its parent, which leaves it out', () => {
    const { of, remainder } = publish(
      {
        parentOf,
        visits: [],
        places: [...places('large', 'abcdef'), ...places('small', 'xyz')],
      },
      5,
    );
    expect(of.get('small')?.shown).toBe(false);
    expect(of.get('top')).toMatchObject({ shown: true, leftOut: 3 });
    expect(of.get('top')?.counted).toHaveLength(6);
    expect(remainder.map(place => place.person)).toEqual(['x', 'y', 'z']);
  });

  it('adds small teams and direct members once they are enough', () => {
    const { of, remainder } = publish(
      {
        parentOf,
        visits: [],
        places: [
          ...places('large', 'abcdef'),
          ...places('small', 'xyz'),
          ...places('top', 'vw'),
        ],
      },
      5,
    );
    expect(of.get('top')).toMatchObject({ shown: true, leftOut: 0 });
    expect(of.get('top')?.counted).toHaveLength(11);
    expect(remainder).toEqual([]);
  });

  it('does not count as others those whom a shown team counts already', () => {
    const { of } = publish(
      {
        parentOf,
        visits: [],
        places: [...places('large', 'abcdef'), ...places('small', 'abxyz')],
      },
      5,
    );
    expect(of.get('small')?.shown).toBe(true);
    const four = publish(
      {
        parentOf,
        visits: [],
        places: [...places('large', 'abcdef'), ...places('small', 'abxy')],
      },
      5,
    );
    expect(four.of.get('top')).toMatchObject({ leftOut: 2 });
    expect(four.of.get('top')?.places).toHaveLength(6);
    expect(of.get('top')?.counted).toHaveLength(11);
    expect(of.get('top')?.countedInEach).toBe(true);
  });

  it('counts people of two teams once when they are five', () => {
    const { of } = publish(
      {
        parentOf,
        visits: [],
        places: [...places('large', 'abcdefg'), ...places('other', 'abcdexyz')],
      },
      5,
    );
    expect(of.get('top')?.counted).toHaveLength(10);
    expect(of.get('top')?.countedInEach).toBe(false);
  });
});

describe('a team that moved', () => {
  const parentOf = tree({ old: undefined, rest: 'old', moved: undefined });
  const visits = [{ host: 'old', guest: 'moved', days: ['2026-11-09'] }];
  const below = (moved: string, rest: string) =>
    publish(
      {
        parentOf,
        visits,
        places: [...places('moved', moved), ...places('rest', rest)],
      },
      5,
    ).of.get('old');

  it('counts in the old team on the days on which it stood there', () => {
    expect(below('abcde', 'uvwxyz')?.counted).toHaveLength(11);
    expect(below('abcde', '')).toMatchObject({ shown: true, leftOut: 0 });
  });

  it('does not make a few others enough, who could be told from it', () => {
    expect(below('abcde', 'xyz')).toMatchObject({ shown: false, waiting: 3 });
    expect(below('abcd', 'uvwxyz')?.counted).toHaveLength(6);
  });
});

describe('pooled', () => {
  const sets = (of: Record<string, string>) =>
    new Map(
      Object.entries(of).map(([part, people]) => [part, new Set(people)]),
    );

  it('leaves large parts alone and fills the pool from the smallest', () => {
    expect(pooled(sets({ a: 'abcdefgh', b: 'ijklm', c: 'no' }), 5)).toEqual([
      ['a'],
      ['c', 'b'],
    ]);
    expect(pooled(sets({ a: 'abcde', b: 'fghij' }), 5)).toEqual([['a'], ['b']]);
    expect(pooled(sets({ a: 'ab', b: 'cd' }), 5)).toBeNull();
  });
});

describe('clamped', () => {
  it.each([
    [18, 19, { value: 0.9, bound: 'at-least' }],
    [1, 19, { value: 0.1, bound: 'at-most' }],
    [19, 20, { value: 0.95, bound: null }],
    [5, 10, { value: 0.5, bound: null }],
    [5, 6, { value: 0.83, bound: 'at-least' }],
    [0, 8, { value: 0.13, bound: 'at-most' }],
    [2, 8, { value: 0.25, bound: null }],
    [0, 0, null],
  ])('%i of %i', (active, of, shown) => {
    expect(clamped(active, of, of)).toEqual(shown);
  });
});
