import { whoMay } from '../__testUtils__/whoMay';

describe('escalateCondition', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'escalate-condition', n: 0 })).toEqual({
      active: ['system'],
      suspended: ['system'],
    });
  });
});
