import { Check, repositoriesText } from '../check';
import {
  allOf,
  fails,
  judge,
  overRepositories,
  passes,
} from '../overRepositories';

/** CODEOWNERS names who looks at sensitive paths, and their review is required. */
export const securityExtraScrutiny: Check = {
  id: 'security.extra-scrutiny',
  title: 'Security-sensitive code gets additional scrutiny',
  why: 'Authentication, payment and deployment code forgives no plausible mistakes, which are the ones that AI makes.',
  level: 1,
  required: true,
  category: 'security',
  evidence: 'either',
  howToPass: {
    text: 'Name owners of sensitive paths in CODEOWNERS and require their review, or attest which paths are sensitive and who reviews them',
  },
  onHosts: {
    'github.com': {
      text: 'Name the owners of sensitive paths in .github/CODEOWNERS, and require a review from code owners in a ruleset of the default branch.',
      href: 'https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
    },
    'gitlab.com': {
      text: 'Name the owners of sensitive paths in .gitlab/CODEOWNERS, and turn on the approval of code owners under Settings › Repository › Protected branches.',
      href: 'https://docs.gitlab.com/user/project/codeowners/',
    },
  },
  weight: 90,
  version: 1,
  attestationDays: 180,
  stepFor: failing =>
    `Require the review of code owners in ${repositoriesText(failing)}`,
  evaluate: facts =>
    overRepositories(facts, repository =>
      allOf(
        judge(repository.codeOwnerPaths, paths =>
          paths.length > 0
            ? passes('CODEOWNERS names owners.')
            : fails('CODEOWNERS names nobody.'),
        ),
        judge(repository.codeOwnerReviewRequired, required =>
          required
            ? passes('The review of code owners is required.')
            : fails('The review of code owners is not required.'),
        ),
      ),
    ),
};
