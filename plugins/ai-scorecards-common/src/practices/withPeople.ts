import { verdict, Verdict } from './check';
import type { TeamFacts } from './facts';

/** Judges a team that somebody is in; what is asked of people does not apply to one without any. */
export function withPeople(
  decide: (facts: TeamFacts) => Verdict,
): (facts: TeamFacts) => Verdict {
  return facts => {
    const { people } = facts;
    if (!people.known) return verdict('unknown', people.reason);
    return people.value === 0
      ? verdict('not-applicable', 'Nobody is in the team.')
      : decide(facts);
  };
}
