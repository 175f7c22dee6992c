import { checkCondition } from '.';
import { facts } from './__testUtils__/facts';

const SCANNING = 'Secret scanning with push protection is on';

describe('a practice check', () => {
  it.each([
    ['passes', 'met', 'passes'],
    ['fails', 'breached', 'does not pass'],
    ['not-applicable', 'met', 'does not apply to this team'],
    ['unknown', 'unknown', 'is not known now'],
  ] as const)('that stands at %s is %s', (state, condition, words) => {
    expect(
      checkCondition(
        { kind: 'practice', check: 'own.scanning' },
        facts({ practice: () => ({ title: 'Secrets are kept', state }) }),
      ),
    ).toEqual({
      state: condition,
      sentence: `“Secrets are kept” ${words}`,
    });
  });

  it.each([
    ['secrets.scanning', SCANNING],
    ['own.scanning', 'own.scanning'],
  ])('%s that has no result is not assessed yet', (check, title) => {
    expect(checkCondition({ kind: 'practice', check }, facts())).toEqual({
      state: 'unknown',
      sentence: `“${title}” is not assessed yet`,
    });
  });
});
