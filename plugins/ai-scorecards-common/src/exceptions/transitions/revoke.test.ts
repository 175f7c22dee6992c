import { whoMay } from '../__testUtils__/whoMay';

describe('revoke', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'revoke', reason: 'So it is' })).toEqual({
      pending: ['board'],
      scheduled: ['board'],
      active: ['board'],
      suspended: ['board'],
    });
  });
});
