import { wishOf } from './__testUtils__/contexts';
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
    expect(routeOf(wishOf(change).ask, rules)).toMatchObject(expected);
  });

  it('knows no board where none is configured', () => {
    expect(routeOf(wishOf().ask, defaultRules).board).toBeNull();
  });
});
