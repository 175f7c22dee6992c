import { whoMay } from '../__testUtils__/whoMay';

describe('proveWindDown', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'prove-wind-down', step: 'seats-returned' })).toEqual(
      { expired: ['system'], revoked: ['system'], retired: ['system'] },
    );
  });
});
