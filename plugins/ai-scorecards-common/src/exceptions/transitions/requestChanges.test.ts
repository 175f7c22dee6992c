import { whoMay } from '../__testUtils__/whoMay';

describe('requestChanges', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({ type: 'request-changes', revision: 1, text: 'So it is' }),
    ).toEqual({ in_review: ['board'] });
  });
});
