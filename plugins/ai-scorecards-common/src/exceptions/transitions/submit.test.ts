import { whoMay } from '../__testUtils__/whoMay';

describe('submit', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'submit' })).toEqual({
      draft: ['requester', 'team', 'owner'],
    });
  });
});
