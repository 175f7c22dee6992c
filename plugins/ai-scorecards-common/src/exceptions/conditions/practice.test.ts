import { checkCondition } from '.';
import { facts } from './__testUtils__/facts';

describe('a practice check', () => {
  it.each([
    [true, 'met'],
    [false, 'breached'],
    [null, 'unknown'],
  ] as const)('that is %s is %s', (passes, state) => {
    expect(
      checkCondition(
        { kind: 'practice', check: 'push-protection' },
        facts({ practice: () => passes }),
      ).state,
    ).toBe(state);
  });
});
