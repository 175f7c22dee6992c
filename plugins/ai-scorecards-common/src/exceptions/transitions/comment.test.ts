import { whoMay } from '../__testUtils__/whoMay';

describe('comment', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({ type: 'comment', text: 'So it is', audience: 'board' }),
    ).toEqual({
      draft: ['board'],
      in_review: ['board'],
      changes_requested: ['board'],
      rejected: ['board'],
      withdrawn: ['board'],
      lapsed: ['board'],
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
