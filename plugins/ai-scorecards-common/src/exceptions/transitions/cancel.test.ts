import { BOARD_A, BOARD_B, Play, SYSTEM } from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';

describe('cancel', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'cancel', because: 'So it is' })).toEqual({
      pending: ['system'],
      scheduled: ['system'],
    });
  });

  it.each([true, false])(
    'opens the wind-down that was left to it, and no other (%s)',
    leftWindDown => {
      const predecessor = { until: '2026-12-31', isLive: false, renewals: 0 };
      const play = new Play().submitted();
      play.approve(BOARD_A);
      play.approve(BOARD_B);
      play.do(
        SYSTEM,
        { type: 'cancel', because: 'So it is' },
        { predecessor: { ...predecessor, leftWindDown } },
      );
      expect(play.exception.windDown !== null).toBe(leftWindDown);
    },
  );
});
