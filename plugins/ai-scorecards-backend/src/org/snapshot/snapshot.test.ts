import type { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { group, user } from '../../__testUtils__/catalog';
import { chooseParents, findCircles } from './parents';
import { readSnapshot } from './readSnapshot';

const config = {
  teams: { types: ['team', 'division'] },
  people: { countedAs: undefined },
  identity: { minimumCoverage: 0.9, annotations: [] as string[] },
  org: { history: {} },
};

const read = (groups: Entity[], users: Entity[] = [], more = {}) =>
  readSnapshot(groups, users, { ...config, ...more });

describe('chooseParents', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const places = fc
    .dictionary(name, fc.tuple(fc.option(name), fc.array(name)))
    .map(graph =>
      Object.entries(graph).map(([ref, [declared, parents]]) => ({
        ref,
        declared,
        parents: new Set(parents),
      })),
    );

  it('leaves no Group above itself, whatever the catalog says', () => {
    fc.assert(
      fc.property(places, list => {
        const { parents } = chooseParents(list);
        expect(findCircles(parents)).toEqual([]);
        for (const [ref, parent] of parents) {
          expect(list.find(place => place.ref === ref)?.parents).toContain(
            parent,
          );
        }
      }),
    );
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(places, list => {
        const backwards = [...list].reverse();
        expect(chooseParents(backwards)).toEqual(chooseParents(list));
      }),
    );
  });

  it('says what it cut', () => {
    const place = (ref: string, ...parents: string[]) => ({
      ref,
      declared: null,
      parents: new Set(parents),
    });
    const tree = chooseParents([
      place('c', 'a'),
      place('a', 'b'),
      place('b', 'c'),
      place('d', 'c', 'a'),
      place('e', 'e'),
    ]);
    expect(Object.fromEntries(tree.parents)).toEqual({
      b: 'c',
      c: 'a',
      d: 'a',
    });
    expect(tree.faults).toEqual([
      'd has 2 parents, a and c; a is taken.',
      'e is its own parent; it is taken as the top.',
      'a, b, c stand in a circle; a is taken as the top.',
    ]);
  });
});

describe('readSnapshot', () => {
  it('reads Groups, people and memberships from relations at either end', () => {
    const snapshot = read(
      [
        group('payments', {
          title: 'Payments',
          relations: [['hasMember', 'user:default/Bob']],
        }),
        group('money', {
          type: 'division',
          relations: [['parentOf', 'group:default/payments']],
        }),
        group('mailing-list', { type: 'list', parent: 'money' }),
      ],
      [
        user('ada', ['payments', 'mailing-list', 'gone'], {
          email: 'Ada@Example.com',
          login: 'Ada-L',
        }),
        user('bob', []),
      ],
    );
    expect(snapshot).toEqual({
      groups: [
        {
          ref: 'group:default/mailing-list',
          title: 'mailing-list',
          type: 'list',
          isTeam: false,
          leads: [],
          parent: 'group:default/money',
        },
        {
          ref: 'group:default/money',
          title: 'money',
          type: 'division',
          isTeam: true,
          leads: [],
          parent: null,
        },
        {
          ref: 'group:default/payments',
          title: 'Payments',
          type: 'team',
          isTeam: true,
          leads: [],
          parent: 'group:default/money',
        },
      ],
      people: [
        {
          ref: 'user:default/ada',
          title: 'ada',
          email: 'ada@example.com',
          login: 'ada-l',
          accounts: [],
          counted: true,
          groups: ['group:default/mailing-list', 'group:default/payments'],
        },
        {
          ref: 'user:default/bob',
          title: 'bob',
          email: null,
          login: null,
          accounts: [],
          counted: true,
          groups: ['group:default/payments'],
        },
      ],
      faults: [],
    });
  });

  it('counts whom the predicate matches, by any part of the User', () => {
    const { people } = read(
      [],
      [
        user('ada', [], { labels: { 'job-family': 'Engineering' } }),
        user('bob', [], { labels: { 'job-family': 'sales' } }),
        user('cyd', []),
      ],
      {
        people: { countedAs: { 'metadata.labels.job-family': 'engineering' } },
      },
    );
    expect(people.map(person => person.counted)).toEqual([true, false, false]);
  });

  it('takes leads from the annotation, else from the configured relation', () => {
    const users = [user('ada', []), user('bob', [])];
    const managed: [string, string][] = [
      ['managedBy', 'user:default/bob'],
      ['managedBy', 'group:default/a'],
    ];
    const { groups, faults } = read(
      [
        group('a', { leads: 'ada, user:default/BOB', relations: managed }),
        group('b', { relations: managed }),
        group('c', { leads: 'zed' }),
      ],
      users,
      { org: { history: {}, leadRelation: 'managedBy' } },
    );
    expect(groups.map(each => each.leads)).toEqual([
      ['user:default/ada', 'user:default/bob'],
      ['user:default/bob'],
      [],
    ]);
    expect(faults).toEqual([
      'group:default/c names the lead zed, who is no User.',
    ]);
  });

  it('tells of Groups whose members the catalog does not know', () => {
    const named: [string, string][] = [
      ['hasMember', 'user:default/ada'],
      ['hasMember', 'user:default/zed'],
    ];
    const { groups, faults } = read(
      [
        group('a', { relations: named }),
        group('b', { relations: [named[1]] }),
        group('c'),
      ],
      [user('Ada', [])],
    );
    expect(groups.map(each => each.membersUnknown)).toEqual([
      undefined,
      true,
      undefined,
    ]);
    expect(faults).toEqual([
      'group:default/b names members, and none of the 1 is a User.',
    ]);
  });

  it('reads accounts from the configured annotations, in their order', () => {
    const annotations = { 'x/b': 'Two, three', 'x/a': 'One' };
    const { people } = read([], [user('ada', [], { annotations })], {
      identity: { minimumCoverage: 0.9, annotations: ['x/a', 'x/b', 'x/c'] },
    });
    expect(people[0].accounts).toEqual(['one', 'two', 'three']);
  });

  it('takes the parent that a Group itself declares', () => {
    const { groups, faults } = read([
      group('a'),
      group('b'),
      group('c', { parent: 'b', parents: ['a', 'b'] }),
    ]);
    expect(groups[2].parent).toBe('group:default/b');
    expect(faults).toEqual([
      'group:default/c has 2 parents, group:default/a and group:default/b; group:default/b is taken.',
    ]);
  });
});
