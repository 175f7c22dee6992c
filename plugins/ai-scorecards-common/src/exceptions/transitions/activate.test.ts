import { whoMay } from '../__testUtils__/whoMay';

describe('activate', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'activate' }, { today: '2027-01-01' })).toEqual({
      scheduled: ['system'],
    });
  });
});
