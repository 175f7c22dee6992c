import { whoMay } from '../__testUtils__/whoMay';

describe('breakGlass', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({ type: 'break-glass', revision: 1, reason: 'So it is' }),
    ).toEqual({ in_review: ['admin'] });
  });
});
