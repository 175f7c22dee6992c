import { whoMay } from '../__testUtils__/whoMay';

describe('retire', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'retire', reason: 'So it is' })).toEqual({
      pending: ['requester', 'team', 'owner'],
      scheduled: ['requester', 'team', 'owner'],
      active: ['requester', 'team', 'owner'],
      suspended: ['requester', 'team', 'owner'],
    });
  });
});
