import { whoMay } from '../__testUtils__/whoMay';

describe('appeal', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'appeal', text: 'So it is' })).toEqual({
      rejected: ['requester', 'team', 'owner'],
    });
  });
});
