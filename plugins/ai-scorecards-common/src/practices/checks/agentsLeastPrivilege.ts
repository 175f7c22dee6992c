import { Check, repositoriesText } from '../check';
import { fails, judge, overRepositories, passes } from '../overRepositories';

/** What agents may do is allow-listed in every active repository. */
export const agentsLeastPrivilege: Check = {
  id: 'agents.least-privilege',
  title: 'Agent permissions are allow-listed as code',
  why: 'An agent that may do anything will, on somebody else’s instructions.',
  level: 4,
  required: true,
  category: 'agents',
  evidence: 'either',
  howToPass: {
    text: 'Keep what agents may do as an allow-list in the repository, reviewed as code; a list that allows everything is none',
  },
  weight: 55,
  version: 1,
  attestationDays: 180,
  stepFor: failing =>
    `Allow-list agent permissions in ${repositoriesText(failing)}`,
  evaluate(facts) {
    const verdict = overRepositories(facts, repository =>
      judge(repository.agentPermissionsAsCode, listed =>
        listed
          ? passes('Permissions are allow-listed.')
          : fails('No allow-list of agent permissions.'),
      ),
    );
    // The list may be kept centrally, which no repository shows.
    return verdict.state === 'fail' ? { ...verdict, silent: true } : verdict;
  },
};
