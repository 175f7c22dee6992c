import { whoMay } from '../__testUtils__/whoMay';

describe('lapse', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'lapse' })).toEqual({
      in_review: ['system'],
      changes_requested: ['system'],
    });
  });
});
