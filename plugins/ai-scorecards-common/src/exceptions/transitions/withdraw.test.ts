import { whoMay } from '../__testUtils__/whoMay';

describe('withdraw', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'withdraw' })).toEqual({
      in_review: ['requester', 'team', 'owner'],
      changes_requested: ['requester', 'team', 'owner'],
    });
  });
});
