import { MATE, Play, SYSTEM } from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';

describe('ownerReturned', () => {
  it('is given by nobody while nobody left', () => {
    expect(whoMay({ type: 'owner-returned', part: 'team' })).toEqual({});
  });

  it('ends the wait for its part alone', () => {
    const play = new Play().running();
    for (const part of ['team', 'budget-owner'] as const) {
      const dueOn = '2026-12-24';
      play.do(SYSTEM, { type: 'owner-left', part, who: MATE, dueOn });
    }
    expect(play.do(SYSTEM, { type: 'owner-returned', part: 'team' })).toEqual([
      'owner-returned',
    ]);
    expect(play.exception.vacancies).toEqual([
      { part: 'budget-owner', who: MATE, dueOn: '2026-12-24' },
    ]);
  });
});
