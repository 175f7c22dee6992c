import { whoMay } from '../__testUtils__/whoMay';

describe('halt', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({ type: 'halt', because: 'So it is', by: 'condition' }),
    ).toEqual({ active: ['system'] });
  });
});
