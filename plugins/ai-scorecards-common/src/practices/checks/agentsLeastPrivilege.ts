import { Check, repositoriesText } from '../check';
import type { Known, RepositoryFact } from '../facts';
import {
  fails,
  judge,
  leavingWord,
  overRepositories,
  passes,
} from '../overRepositories';

/** What agents may do is allow-listed in every active repository, and no file there opens everything to them. */
export const agentsLeastPrivilege: Check = {
  id: 'agents.least-privilege',
  title: 'Agent permissions and MCP servers are allow-listed as code',
  why: 'An agent that may do anything will, on somebody else’s instructions.',
  level: 4,
  required: true,
  category: 'agents',
  evidence: 'either',
  howToPass: {
    text: 'Keep what agents may do, and which MCP servers they may use, as an allow-list in the repository, reviewed as code; a file that allows everything is none',
  },
  weight: 55,
  version: 2,
  attestationDays: 180,
  stepFor: failing =>
    `Allow-list agent permissions in ${repositoriesText(failing)}`,
  evaluate(facts) {
    const verdict = overRepositories(facts, repository =>
      judge(repository.agentPermissionsAsCode, listed => {
        if (isOpen(repository)) {
          return fails(
            'A settings file lets agents do anything, or use any MCP server.',
          );
        }
        if (!listed) return fails('No allow-list of agent permissions.');
        return judge(repository.agentsMayDoAnything, () =>
          passes('Permissions are allow-listed.'),
        );
      }),
    );
    // A list may be kept centrally, which no repository shows.
    return leavingWord(verdict, facts, each => {
      const { agentPermissionsAsCode: listed, agentsMayDoAnything: open } =
        each;
      if (isOpen(each) || saysYes(listed)) return true;
      return listed.known && open.known ? false : null;
    });
  },
};

function saysYes(fact: Known<boolean>): boolean {
  return fact.known && fact.value;
}

function isOpen({ agentsMayDoAnything }: RepositoryFact): boolean {
  return saysYes(agentsMayDoAnything);
}
