import { whoMay } from '../__testUtils__/whoMay';

describe('escalate', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'escalate' })).toEqual({ in_review: ['system'] });
  });
});
