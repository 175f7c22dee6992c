import { whoMay } from '../__testUtils__/whoMay';

describe('graduate', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'graduate', because: 'So it is' })).toEqual({
      pending: ['system'],
      scheduled: ['system'],
      active: ['system'],
      suspended: ['system'],
    });
  });
});
