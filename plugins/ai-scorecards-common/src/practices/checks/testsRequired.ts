import { Check, repositoriesText } from '../check';
import { fails, judge, overRepositories, passes } from '../overRepositories';

/** Nothing merges without status checks, in at least 95 % of the active repositories. */
export const testsRequired: Check = {
  id: 'tests.required',
  title: 'Tests are required to merge',
  why: 'More code arrives faster. What no test holds is found by customers.',
  level: 1,
  required: true,
  category: 'tests',
  evidence: 'automatic',
  howToPass: {
    text: 'Require status checks before merging',
  },
  onHosts: {
    'github.com': {
      text: 'Settings › Rules › Rulesets: require status checks to pass, and name the checks.',
      href: 'https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
    },
    'gitlab.com': {
      text: 'Settings › Merge requests › Merge checks: pipelines must succeed.',
      href: 'https://docs.gitlab.com/user/project/merge_requests/auto_merge/',
    },
  },
  weight: 95,
  version: 1,
  attestationDays: null,
  stepFor: failing => `Require status checks in ${repositoriesText(failing)}`,
  evaluate: facts =>
    overRepositories(
      facts,
      repository =>
        judge(repository.requiredStatusChecks, checks =>
          checks > 0
            ? passes(
                `${checks} status ${
                  checks === 1 ? 'check is' : 'checks are'
                } required.`,
              )
            : fails('Merges without status checks.'),
        ),
      { share: 0.95 },
    ),
};
