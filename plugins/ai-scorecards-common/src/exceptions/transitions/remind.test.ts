import { whoMay } from '../__testUtils__/whoMay';

describe('remind', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'remind', days: 14 })).toEqual({
      active: ['system'],
      suspended: ['system'],
    });
  });
});
