import { whoMay } from '../__testUtils__/whoMay';

describe('cancel', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'cancel', because: 'So it is' })).toEqual({
      pending: ['system'],
      scheduled: ['system'],
    });
  });
});
