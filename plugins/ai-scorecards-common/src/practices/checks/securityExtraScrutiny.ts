import { Check, repositoriesText, Verdict } from '../check';
import type { RepositoryFact } from '../facts';
import {
  allOf,
  fails,
  judge,
  Judgement,
  overRepositories,
  passes,
} from '../overRepositories';

const nameOwners = (repositories: number) =>
  `Name owners of sensitive paths in ${repositoriesText(repositories)}`;
const requireReview = (repositories: number) =>
  `Require the review of code owners in ${repositoriesText(repositories)}`;

const isEverything = (path: string) => /^\/?\*{1,2}(\/\*{1,2})?$/.test(path);

const isOwnedThroughout = ({ codeOwnerPaths: paths }: RepositoryFact) =>
  paths.known && paths.value.some(isEverything);

/**
 * CODEOWNERS names who looks at sensitive paths, and their review is required. Sensitive are the paths that the
 * organisation lists; where it lists none and not everything has an owner, a person confirms that these are the ones.
 */
export const securityExtraScrutiny: Check = {
  id: 'security.extra-scrutiny',
  title: 'Security-sensitive code gets additional scrutiny',
  why: 'Authentication, payment and deployment code forgives no plausible mistakes, which are the ones that AI makes.',
  level: 1,
  required: true,
  category: 'security',
  evidence: 'either',
  howToPass: {
    text: 'Name owners of sensitive paths in CODEOWNERS and require their review',
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
  version: 2,
  attestationDays: 180,
  evaluate(facts) {
    const sensitive = facts.sensitivePaths.map(part =>
      part.toLocaleLowerCase('en-US'),
    );
    const verdict = overRepositories(facts, repository =>
      allOf(
        judge(repository.codeOwnerPaths, paths => judgePaths(paths, sensitive)),
        judge(repository.codeOwnerReviewRequired, required =>
          required
            ? passes('The review of code owners is required.')
            : fails(
                'The review of code owners is not required.',
                requireReview,
              ),
        ),
      ),
    );
    const needsWord =
      verdict.state === 'pass' &&
      sensitive.length === 0 &&
      facts.repositories.known &&
      !facts.repositories.value.every(isOwnedThroughout);
    return needsWord ? unconfirmed(verdict) : verdict;
  },
};

function judgePaths(
  paths: readonly string[],
  sensitive: readonly string[],
): Judgement {
  if (paths.length === 0)
    return fails('CODEOWNERS names no owner.', nameOwners);
  const isCovered =
    sensitive.length === 0 ||
    paths.some(
      path =>
        isEverything(path) ||
        sensitive.some(part => path.toLocaleLowerCase('en-US').includes(part)),
    );
  return isCovered
    ? passes('CODEOWNERS names owners.')
    : fails('CODEOWNERS names no owner of a sensitive path.', nameOwners);
}

/** Owners review, and nobody has said that what they own are the sensitive paths: what a statement makes up for. */
function unconfirmed({ evidence }: Verdict): Verdict {
  return {
    state: 'fail',
    silent: true,
    reason:
      'Owners of some paths have to review. That these are the sensitive ones is stated by nobody.',
    raw: null,
    evidence,
    step: { text: 'State that the paths with owners are the sensitive ones' },
  };
}
