import { Play, REQUESTER, SYSTEM } from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';
import { isRefusal } from '../context';

const continuedBy = {
  exception: 'exception-2',
  until: '2027-05-01',
  accepted: false,
};

describe('leaveWindDown', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'leave-wind-down' }, { continuedBy })).toEqual({
      expired: ['system'],
    });
    expect(whoMay({ type: 'leave-wind-down' })).toEqual({});
  });

  it('leaves the wind-down to what goes on, once', () => {
    const play = new Play().running();
    play.do(SYSTEM, { type: 'expire' });
    expect(
      play.do(SYSTEM, { type: 'leave-wind-down' }, { continuedBy }),
    ).toEqual(['wind-down-left']);
    expect(play.exception).toMatchObject({
      state: 'expired',
      windDown: null,
      ended: { continuedBy: 'exception-2' },
    });
    expect(play.replayed()).toEqual(play.known);
    expect(
      isRefusal(play.do(SYSTEM, { type: 'leave-wind-down' }, { continuedBy })),
    ).toBe(true);
  });

  it('leaves nothing that is wound down already', () => {
    const play = new Play().running();
    play.do(SYSTEM, { type: 'expire' });
    for (const { step } of play.exception.windDown?.steps ?? []) {
      play.do(REQUESTER, { type: 'wind-down', step, text: 'Done' });
    }
    expect(
      isRefusal(play.do(SYSTEM, { type: 'leave-wind-down' }, { continuedBy })),
    ).toBe(true);
  });
});
