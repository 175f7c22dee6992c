import { undecided, Verdict } from './check';
import type { PullRequestFacts, TeamFacts } from './facts';

/** Judges by the pull requests of the team; where too few people stand behind them, the check does not apply. */
export function withPullRequests(
  decide: (facts: PullRequestFacts, team: TeamFacts) => Verdict,
): (facts: TeamFacts) => Verdict {
  return team => {
    const { pullRequests } = team;
    return pullRequests.known
      ? decide(pullRequests.value, team)
      : undecided(pullRequests);
  };
}
