import { whoMay } from '../__testUtils__/whoMay';

describe('reinstate', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'reinstate', reason: 'So it is' })).toEqual({
      suspended: ['board'],
    });
  });
});
