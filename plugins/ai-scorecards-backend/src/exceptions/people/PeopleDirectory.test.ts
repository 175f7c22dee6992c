import {
  GroupToday,
  groupsWithin,
  PeopleToday,
  speaksFor,
} from './PeopleDirectory';

const group = (
  ref: string,
  more: Partial<GroupToday> = {},
): [string, GroupToday] => [
  ref,
  {
    ref,
    title: ref,
    isTeam: true,
    present: true,
    parents: [],
    directMembers: [],
    leads: [],
    ...more,
  },
];

const people: PeopleToday = {
  version: '1',
  groups: new Map([
    group('acme', { isTeam: false, leads: ['root'], directMembers: ['boss'] }),
    group('division', { parents: ['acme'], directMembers: ['dora'] }),
    group('guild', {
      isTeam: false,
      parents: ['division'],
      directMembers: ['gil'],
    }),
    group('atlas', {
      parents: ['division'],
      directMembers: ['rita'],
      leads: ['lea'],
    }),
    group('pair', {
      isTeam: false,
      parents: ['atlas'],
      directMembers: ['pia'],
    }),
    group('below', { parents: ['pair'], directMembers: ['ben'] }),
  ]),
  users: new Map(),
};

describe('who speaks for a team', () => {
  it.each([
    ['atlas', ['rita', 'pia', 'lea', 'root']],
    ['division', ['dora', 'gil', 'root']],
    ['below', ['ben', 'lea', 'root']],
  ])('are of %s %s', (team, speakers) => {
    const everybody = [
      ...['boss', 'dora', 'gil', 'rita', 'pia', 'ben', 'lea', 'root'],
    ];
    expect(everybody.filter(user => speaksFor(people, user, team))).toEqual(
      everybody.filter(user => speakers.includes(user)),
    );
  });
});

describe('the Groups of a team', () => {
  it.each([
    ['division', false, ['division', 'guild']],
    ['atlas', false, ['atlas', 'pair']],
    ['division', true, ['division', 'guild', 'atlas', 'pair', 'below']],
  ])('%s, with the teams below: %s, are %j', (team, includesSubteams, refs) => {
    expect(groupsWithin(people, team, includesSubteams)).toEqual(refs);
  });
});
