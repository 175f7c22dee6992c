import { whoMay } from '../__testUtils__/whoMay';

describe('edit', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay(play => ({
        type: 'edit',
        revision: 1,
        wish: play.request.wish,
        isMaterial: true,
      })),
    ).toEqual({
      draft: ['requester', 'team', 'owner'],
      in_review: ['requester', 'team', 'owner'],
      changes_requested: ['requester', 'team', 'owner'],
    });
  });
});
