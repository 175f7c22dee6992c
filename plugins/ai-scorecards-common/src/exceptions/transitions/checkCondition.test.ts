import { whoMay } from '../__testUtils__/whoMay';

describe('checkCondition', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({ type: 'check-condition', n: 0, state: 'met', sentence: null }),
    ).toEqual({
      scheduled: ['system'],
      active: ['system'],
      suspended: ['system'],
    });
  });
});
