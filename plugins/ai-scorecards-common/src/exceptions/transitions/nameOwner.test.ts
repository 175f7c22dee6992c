import { MATE } from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';

describe('nameOwner', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({ type: 'name-owner', part: 'support-owner', successor: MATE }),
    ).toEqual({
      pending: ['requester', 'team', 'owner'],
      scheduled: ['requester', 'team', 'owner'],
      active: ['requester', 'team', 'owner'],
      suspended: ['requester', 'team', 'owner'],
    });
  });
});
