import { whoMay } from '../__testUtils__/whoMay';

describe('stateCondition', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({
        type: 'state-condition',
        n: 0,
        met: true,
        text: 'So it is',
        link: null,
      }),
    ).toEqual({
      pending: ['requester', 'team', 'owner', 'board'],
      scheduled: ['requester', 'team', 'owner', 'board'],
      active: ['requester', 'team', 'owner', 'board'],
      suspended: ['requester', 'team', 'owner', 'board'],
    });
  });
});
