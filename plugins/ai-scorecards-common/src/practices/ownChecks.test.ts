import { known } from './facts';
import { ownCheck, ownCheckSchema } from './ownChecks';
import { forbidden, repositories, verdictOf } from './__testUtils__/facts';

const base = {
  id: 'own.two-approvals',
  title: 'Two approvals',
  why: 'Payments need four eyes twice.',
  level: 2,
  howToPass: 'Ask for two approvals',
};

const check = (threshold: object) =>
  ownCheck(ownCheckSchema.parse({ ...base, ...threshold }));

describe('a check of the organisation’s own', () => {
  it.each([
    [
      { fact: 'requiredApprovals', atLeast: 2 },
      { requiredApprovals: known(2) },
      'pass',
    ],
    [
      { fact: 'requiredApprovals', atLeast: 2 },
      { requiredApprovals: known(1) },
      'fail',
    ],
    [{ fact: 'openFindings', atMost: 3 }, { openFindings: known(4) }, 'fail'],
    [
      { fact: 'instructionFiles', atLeast: 1 },
      { instructionFiles: known([]) },
      'fail',
    ],
    [
      { fact: 'botsCanBypassReview', is: false },
      { botsCanBypassReview: known(false) },
      'pass',
    ],
    [
      { fact: 'pullRequestTemplate', is: true },
      { pullRequestTemplate: known(null) },
      'fail',
    ],
    [{ fact: 'openFindings', atMost: 3 }, forbidden('openFindings'), 'unknown'],
  ] as const)('%j', (threshold, change, state) => {
    const verdict = verdictOf(check(threshold), repositories(1, 1, change));
    expect(verdict.state).toBe(state);
  });

  it('asks for a share of the repositories', () => {
    const half = check({ fact: 'pushProtection', is: true, share: 0.5 });
    const change = { pushProtection: known(false) };
    expect(verdictOf(half, repositories(4, 2, change)).state).toBe('pass');
    expect(verdictOf(half, repositories(4, 3, change)).state).toBe('fail');
  });

  it('says what was found and what is wanted', () => {
    const { evidence } = verdictOf(
      check({ fact: 'requiredApprovals', atLeast: 2 }),
      repositories(1, 0, {}),
    );
    expect(evidence[0].detail).toBe('requiredApprovals: 1, wanted at least 2.');
  });

  it.each([
    [{ fact: 'requiredApprovals' }, /either atLeast or atMost, or is/],
    [{ fact: 'pushProtection', is: true, atLeast: 1 }, /either atLeast/],
    [{ fact: 'stars', atLeast: 1 }, /fact/],
    [{ id: 'Own Check', fact: 'pushProtection', is: true }, /such as/],
  ])('%j is refused', (threshold, message) => {
    expect(() => check(threshold)).toThrow(message);
  });
});
