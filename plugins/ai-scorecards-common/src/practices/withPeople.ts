import { verdict, Verdict } from './check';
import type { TeamFacts } from './facts';

/** Judges a team that somebody is in or that owns code; what is asked of people does not apply to one with neither. */
export function withPeople(
  decide: (facts: TeamFacts) => Verdict,
): (facts: TeamFacts) => Verdict {
  return facts => {
    const { people, repositories } = facts;
    if (!people.known) return verdict('unknown', people.reason);
    const ownsNothing = repositories.known && repositories.value.length === 0;
    return people.value === 0 && ownsNothing
      ? verdict('not-applicable', 'Nobody is in the team.')
      : decide(facts);
  };
}
