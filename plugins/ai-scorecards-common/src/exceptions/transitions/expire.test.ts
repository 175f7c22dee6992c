import { Play, SYSTEM } from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';

describe('expire', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'expire' })).toEqual({
      pending: ['system'],
      scheduled: ['system'],
      active: ['system'],
      suspended: ['system'],
    });
  });

  it('opens a wind-down, unless a renewal goes on in its place', () => {
    const alone = new Play().running();
    alone.do(SYSTEM, { type: 'expire' });
    expect(alone.exception.windDown).toMatchObject({ closed: false });

    const continuedBy = {
      exception: 'exception-2',
      until: '2027-05-01',
      accepted: true,
    };
    const play = new Play().running();
    play.do(SYSTEM, { type: 'expire' }, { continuedBy });
    expect(play.exception).toMatchObject({
      state: 'expired',
      windDown: null,
      ended: { continuedBy: 'exception-2' },
    });
    expect(play.replayed()).toEqual(play.known);
  });
});
