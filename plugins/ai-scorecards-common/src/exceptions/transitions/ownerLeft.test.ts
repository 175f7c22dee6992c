import { MATE } from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';

describe('ownerLeft', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({
        type: 'owner-left',
        part: 'budget-owner',
        who: MATE,
        dueOn: '2026-12-24',
      }),
    ).toEqual({
      pending: ['system'],
      scheduled: ['system'],
      active: ['system'],
      suspended: ['system'],
    });
  });
});
