import { BOARD_A, Play, SYSTEM } from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';
import { lapsedForBoard } from './lapse';

describe('lapse', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'lapse' })).toEqual({
      in_review: ['system'],
      changes_requested: ['system'],
    });
  });

  it.each([
    ['the board', false, true],
    ['the team', true, false],
  ])('is the doing of %s, of early entries too', (_, isAsked, ofBoard) => {
    const play = new Play().submitted();
    if (isAsked) {
      play.do(BOARD_A, { type: 'request-changes', revision: 1, text: 'Why?' });
    }
    play.do(SYSTEM, { type: 'lapse' });
    const decision = play.request.decision!;
    expect(lapsedForBoard(decision)).toBe(ofBoard);
    expect(lapsedForBoard({ ...decision, waitedFor: undefined })).toBe(ofBoard);
    expect(lapsedForBoard({ ...decision, outcome: 'rejected' })).toBe(false);
  });
});
