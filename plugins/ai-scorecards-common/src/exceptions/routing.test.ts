import type { DataClass } from '../contract';
import { wishOf } from './__testUtils__/contexts';
import type { StandingLimits } from './case';
import { defaultRules, ExceptionRules } from './rules';
import { routeOf } from './routing';

const rules: ExceptionRules = {
  ...defaultRules,
  boardGroup: 'group:default/board',
  routing: [
    { when: { data: ['confidential'] }, voice: 'group:default/security' },
    {
      when: { costAbove: { amount: 1_000_000_000, currency: 'USD' } },
      voice: 'group:default/finance',
    },
    {
      when: { category: ['client-mandate'] },
      voice: 'group:default/legal',
      board: 'group:default/client-board',
    },
  ],
};
const board = 'group:default/board';

describe('routeOf', () => {
  it.each([
    ['nothing special', {}, { board, voices: [] }],
    [
      'confidential data',
      { data: 'confidential' as const },
      { board, voices: ['group:default/security'] },
    ],
    [
      'a cost nobody knows',
      { costPerMonth: null },
      { board, voices: ['group:default/finance'] },
    ],
    [
      'another currency',
      { currency: 'EUR' },
      { board, voices: ['group:default/finance'] },
    ],
    [
      'a client mandate',
      { category: 'client-mandate' as const },
      { board: 'group:default/client-board', voices: ['group:default/legal'] },
    ],
  ])('sends %s where it belongs', (_, change, expected) => {
    expect(
      routeOf({ kind: 'team', wish: wishOf(change) }, rules),
    ).toMatchObject(expected);
  });

  it.each([
    ['harmless data', {}, []],
    [
      'confidential data too',
      { data: ['internal', 'confidential'] as DataClass[] },
      ['group:default/security'],
    ],
    ['a high cost', { costPerMonth: 2_000_000_000 }, ['group:default/finance']],
    ['no limit of cost', { costPerMonth: null }, ['group:default/finance']],
  ])('sends a standing approval for %s by its limits', (_, change, voices) => {
    const standing: StandingLimits = {
      seats: 5,
      days: 30,
      costPerMonth: 500_000_000,
      data: ['internal'],
      until: '2027-06-30',
      ...change,
    };
    // What a team asks for is routed by that, whatever limits come with it.
    const ask = { data: null, costPerMonth: null };
    const wish = { ...wishOf(ask), standing };
    expect(routeOf({ kind: 'standing', wish }, rules)).toMatchObject({
      board,
      voices,
    });
    expect(routeOf({ kind: 'team', wish }, rules).voices).toEqual([
      'group:default/finance',
    ]);
  });

  it('knows no board where none is configured', () => {
    expect(
      routeOf({ kind: 'team', wish: wishOf() }, defaultRules).board,
    ).toBeNull();
  });
});
