import { Check } from '../check';
import { fails, judge, overRepositories, passes } from '../overRepositories';

/** Instructions and prompts are evaluated by CI somewhere: one repository is enough to begin with. */
export const evalsRun: Check = {
  id: 'evals.run',
  title: 'Instructions and prompts are evaluated in CI',
  why: 'A changed prompt is a changed program: it needs a test.',
  level: 4,
  required: true,
  category: 'agents',
  evidence: 'automatic',
  howToPass: {
    text: 'Run an evaluation of instructions or prompts in the pipeline of a repository',
  },
  onHosts: {
    'github.com': {
      text: 'Run an evaluation, such as promptfoo, in a workflow under .github/workflows that runs on pull requests.',
      href: 'https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows',
    },
    'gitlab.com': {
      text: 'Run an evaluation, such as promptfoo, in a job of .gitlab-ci.yml that runs for merge requests.',
      href: 'https://docs.gitlab.com/ci/pipelines/merge_request_pipelines/',
    },
  },
  weight: 40,
  version: 1,
  attestationDays: null,
  evaluate: facts =>
    overRepositories(
      facts,
      repository =>
        judge(repository.evaluationsInCi, run =>
          run
            ? passes('An evaluation runs in CI.')
            : fails('No evaluation in CI.'),
        ),
      { share: 0 },
    ),
};
