import { checkCondition } from '.';
import { facts } from './__testUtils__/facts';

describe('security review', () => {
  it.each([
    [undefined, undefined, '2026-12-01', 'pending'],
    [undefined, undefined, '2026-11-23', 'breached'],
    ['2026-05-04', '2027-05-04', '2026-11-23', 'met'],
    ['2025-05-04', '2026-05-04', '2026-12-01', 'pending'],
    ['2025-05-04', '2026-05-04', '2026-11-01', 'breached'],
  ] as const)('reviewed %s, again %s, by %s is %s', (on, again, by, state) => {
    const security = { reviewedOn: on, reviewAgainOn: again };
    expect(
      checkCondition({ kind: 'security-review', by }, facts({ security }))
        .state,
    ).toBe(state);
  });
});
