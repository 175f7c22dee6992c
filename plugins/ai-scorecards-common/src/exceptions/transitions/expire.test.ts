import { whoMay } from '../__testUtils__/whoMay';

describe('expire', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'expire' })).toEqual({
      pending: ['system'],
      scheduled: ['system'],
      active: ['system'],
      suspended: ['system'],
    });
  });
});
