import { whoMay } from '../__testUtils__/whoMay';

describe('windDown', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({ type: 'wind-down', step: 'data-deleted', text: 'So it is' }),
    ).toEqual({
      expired: ['requester', 'team', 'owner'],
      revoked: ['requester', 'team', 'owner'],
      retired: ['requester', 'team', 'owner'],
    });
  });
});
