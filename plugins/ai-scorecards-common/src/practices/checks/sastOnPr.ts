import { Check, repositoriesText } from '../check';
import { fails, judge, overRepositories, passes } from '../overRepositories';

/** Static analysis looks at every pull request of every active repository. */
export const sastOnPr: Check = {
  id: 'sast.on-pr',
  title: 'Static analysis runs on pull requests',
  why: 'It finds the injection that reads well, tirelessly and before a person looks.',
  level: 2,
  required: true,
  category: 'security',
  evidence: 'automatic',
  howToPass: {
    text: 'Let code scanning or another analyser run on pull requests',
  },
  onHosts: {
    'github.com': {
      text: 'Settings › Advanced Security: set up code scanning, or let an analyser run in a workflow on pull requests.',
      href: 'https://docs.github.com/code-security/code-scanning/enabling-code-scanning/configuring-default-setup-for-code-scanning',
    },
    'gitlab.com': {
      text: 'Include the template Jobs/SAST.gitlab-ci.yml in a pipeline that runs for merge requests.',
      href: 'https://docs.gitlab.com/user/application_security/sast/',
    },
  },
  weight: 75,
  version: 1,
  attestationDays: null,
  stepFor: failing => `Turn on static analysis in ${repositoriesText(failing)}`,
  evaluate: facts =>
    overRepositories(facts, repository =>
      judge(repository.staticAnalysisOnPullRequests, runs =>
        runs
          ? passes('Runs on pull requests.')
          : fails('No static analysis on pull requests.'),
      ),
    ),
};
