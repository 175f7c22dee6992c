import { Check, repositoriesText } from '../check';
import { fails, judge, overRepositories, passes } from '../overRepositories';

/** At least 80 % of the active repositories carry instructions for agents. */
export const repoInstructions: Check = {
  id: 'repo.instructions',
  title: 'Repositories carry agent instructions',
  why: 'An agent that knows the conventions writes code that needs less review.',
  level: 2,
  required: true,
  category: 'agents',
  evidence: 'automatic',
  howToPass: {
    text: 'Add an AGENTS.md with how to build, test and write code here',
    href: 'https://agents.md',
  },
  weight: 65,
  version: 1,
  attestationDays: null,
  stepFor: failing => `Add agent instructions to ${repositoriesText(failing)}`,
  evaluate: facts =>
    overRepositories(
      facts,
      repository =>
        judge(repository.instructionFiles, files =>
          files.length > 0
            ? passes(files.map(({ path }) => path).join(', '))
            : fails('No instructions for agents.'),
        ),
      { share: 0.8 },
    ),
};
