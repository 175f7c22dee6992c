import { whoMay } from '../__testUtils__/whoMay';

describe('accept', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'accept' })).toEqual({ pending: ['owner'] });
  });
});
