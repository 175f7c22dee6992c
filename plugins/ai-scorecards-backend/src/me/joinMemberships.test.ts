import { BEGINNING, Membership, OPEN_END, Origin } from '../org';
import { joinMemberships } from './joinMemberships';

function membership(
  group: string,
  from: string,
  to: string,
  origin: Origin = 'catalog',
  counted = true,
): Membership {
  return {
    personId: 1,
    groupId: 1,
    from,
    to,
    counted,
    origin,
    group: {
      id: 1,
      ref: `group:default/${group}`,
      title: group,
      type: 'team',
      isTeam: true,
      present: true,
      leads: [],
    },
  };
}

const FIRST = '2026-11-01';

describe('joinMemberships', () => {
  it.each([
    [
      'an assumed beginning and what the catalog says from its first day on',
      [
        membership('a', FIRST, OPEN_END),
        membership('a', BEGINNING, FIRST, 'assumed'),
      ],
      [membership('a', BEGINNING, OPEN_END, 'assumed')],
    ],
    [
      'an imported past that reaches into the present',
      [
        membership('a', FIRST, OPEN_END),
        membership('a', '2026-02-01', '2026-11-05', 'history'),
      ],
      [membership('a', '2026-02-01', OPEN_END, 'history')],
    ],
    [
      'one that lies within another',
      [
        membership('a', '2026-02-01', OPEN_END),
        membership('a', '2026-03-01', '2026-04-01', 'history'),
      ],
      [membership('a', '2026-02-01', OPEN_END)],
    ],
  ])('makes one row of %s', (_, given, expected) => {
    expect(joinMemberships(given)).toEqual(expected);
    expect(joinMemberships([...given].reverse())).toEqual(expected);
  });

  it('leaves apart what a gap, a Group or another standing separates, newest first', () => {
    const apart = [
      membership('b', FIRST, OPEN_END),
      membership('a', FIRST, '2026-11-10', 'catalog', false),
      membership('a', '2026-05-01', FIRST),
      membership('a', '2026-01-01', '2026-04-30'),
    ];
    expect(
      joinMemberships(apart).map(({ group, from, to }) => [
        group.title,
        from,
        to,
      ]),
    ).toEqual([
      ['a', FIRST, '2026-11-10'],
      ['b', FIRST, OPEN_END],
      ['a', '2026-05-01', FIRST],
      ['a', '2026-01-01', '2026-04-30'],
    ]);
  });
});
