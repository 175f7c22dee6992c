import {
  approval,
  BOARD_A,
  BOARD_B,
  contextOf,
  MATE,
  Play,
} from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';

describe('breakGlass', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({ type: 'break-glass', revision: 1, reason: 'So it is' }),
    ).toEqual({ in_review: ['admin'] });
  });

  it('takes along what was demanded of the revision before, and no more', () => {
    const demand = (sentence: string) => ({
      sentence,
      dueOn: null,
      check: null,
      graceDays: 14,
    });
    const play = new Play().submitted();
    play.do(BOARD_A, { ...approval(1), conditions: [demand('Void by now')] });
    play.do(MATE, {
      type: 'edit',
      revision: 1,
      wish: play.request.wish,
      isMaterial: true,
    });
    play.do(BOARD_B, {
      ...approval(2),
      conditions: [demand('No client code')],
    });
    const root = 'user:default/root';
    play.do(
      root,
      { type: 'break-glass', revision: 2, reason: 'A client waits' },
      { actor: { ...contextOf(root).actor, isAdmin: true } },
    );
    expect(play.exception.conditions.map(({ sentence }) => sentence)).toEqual([
      'No client code',
    ]);
  });
});
