import { whoMay } from '../__testUtils__/whoMay';

describe('endStanding', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay(play => {
        play.known = {
          ...play.known!,
          request: { ...play.request, kind: 'standing' },
        };
        return { type: 'end-standing', reason: 'So it is' };
      }),
    ).toEqual({
      pending: ['board'],
      scheduled: ['board'],
      active: ['board'],
      suspended: ['board'],
      expired: ['board'],
      revoked: ['board'],
      retired: ['board'],
      graduated: ['board'],
    });
  });
});
