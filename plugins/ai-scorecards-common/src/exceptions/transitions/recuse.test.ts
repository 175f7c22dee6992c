import { whoMay } from '../__testUtils__/whoMay';

describe('recuse', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'recuse', reason: null })).toEqual({
      in_review: ['board'],
      changes_requested: ['board'],
    });
  });
});
