import { whoMay } from '../__testUtils__/whoMay';

describe('ratify', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay(play => {
        if (play.request.decision)
          play.request.decision.ratifyBy = '2026-12-01';
        return { type: 'ratify', reason: null };
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
