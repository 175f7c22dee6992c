import { approval } from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';

describe('vote', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay(approval(1))).toEqual({ in_review: ['board'] });
  });
});
