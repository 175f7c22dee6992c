import { whoMay } from '../__testUtils__/whoMay';

describe('suspend', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'suspend', reason: 'So it is' })).toEqual({
      active: ['board'],
    });
  });
});
