import { Check, repositoriesText, Verdict } from '../check';
import type { PullRequestFacts, ReviewedChanges } from '../facts';
import {
  allOf,
  fails,
  judge,
  overRepositories,
  passes,
} from '../overRepositories';

/** Below so many AI-labelled pull requests in 90 days their share says nothing. */
const ENOUGH = 20;
const SHARE = 0.98;

const askForApproval = (repositories: number) =>
  `Ask for a person's approval in ${repositoriesText(repositories)}`;
const letNoBotBypass = (repositories: number) =>
  `Let no bot bypass the approval in ${repositoriesText(repositories)}`;

/** Where protection is in order: what it could not hold up is approved by nobody. */
const approveEach = {
  text: 'Have each AI-labelled change approved by a person before it is merged',
};

const share = ({ told, approved }: ReviewedChanges) =>
  told === 0 ? 1 : approved / told;

/** Protection asks for a person's approval, and AI-labelled changes get it as often as all others. */
export const reviewSameBar: Check = {
  id: 'review.same-bar',
  title: 'AI-generated code gets the same review as human code',
  why: 'Code is owned by whoever merges it, whoever or whatever wrote it. A lower bar for AI code is where incidents begin.',
  level: 1,
  required: true,
  category: 'review',
  evidence: 'automatic',
  howToPass: {
    text: 'Have every change approved by a person, and let no bot bypass it',
  },
  onHosts: {
    'github.com': {
      text: 'Settings › Rules › Rulesets: require a pull request with at least one approval on the default branch, and put no app on the bypass list.',
      href: 'https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
    },
    'gitlab.com': {
      text: 'Settings › Merge requests › Approval rules: at least one approval, and none by the author. Settings › Repository › Protected branches: nobody may push to the default branch.',
      href: 'https://docs.gitlab.com/user/project/merge_requests/approvals/rules/',
    },
  },
  weight: 100,
  version: 1,
  attestationDays: null,
  evaluate(facts) {
    const protection = overRepositories(facts, repository =>
      allOf(
        judge(repository.requiredApprovals, approvals =>
          approvals >= 1
            ? passes('Asks for an approval.')
            : fails('Merges without an approval.', askForApproval),
        ),
        judge(repository.botsCanBypassReview, can =>
          can
            ? fails('Bots may merge without an approval.', letNoBotBypass)
            : passes('Asks for an approval by a person.'),
        ),
      ),
    );
    const { pullRequests } = facts;
    if (protection.state !== 'pass') return protection;
    if (pullRequests.known) {
      return { ...protection, ...byShare(pullRequests.value) };
    }
    if (pullRequests.tooFew) return protection;
    const untold = `Whether AI-labelled changes were approved is not known: ${pullRequests.reason}`;
    return pullRequests.notConnected
      ? { ...protection, reason: `${protection.reason} ${untold}` }
      : // What was known before holds: nothing passes because a code host is down.
        { ...protection, state: 'unknown', reason: untold };
  },
};

/** Everybody reads this: the shares are told only to those who see the team's figures. */
function byShare({ ai, rest }: PullRequestFacts): Partial<Verdict> {
  if (ai.told < ENOUGH) return {};
  if (share(ai) < SHARE) {
    return {
      state: 'fail',
      step: approveEach,
      reason:
        "Fewer than 98 % of AI-labelled changes of the last 90 days had a person's approval.",
    };
  }
  if (rest.told > 0 && share(ai) < share(rest)) {
    return {
      state: 'fail',
      step: approveEach,
      reason:
        "AI-labelled changes of the last 90 days had a person's approval less often than others.",
    };
  }
  return {};
}
