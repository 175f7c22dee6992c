import { missingItems } from '../checklist';
import { Check, repositoriesText } from '../check';
import {
  fails,
  judge,
  leavingWord,
  overRepositories,
  passes,
} from '../overRepositories';

/** The pull-request template in force holds the minimum items of the organisation's checklist. */
export const reviewChecklist: Check = {
  id: 'review.checklist',
  title: 'The shared review checklist is adopted, as is or adapted',
  why: 'Reviewers who look for the same things find what AI code gets wrong most: secrets, injection, missing error handling, licences.',
  level: 2,
  required: true,
  category: 'review',
  evidence: 'either',
  howToPass: {
    text: 'Adopt the shared checklist and put it into the pull-request template',
  },
  onHosts: {
    'github.com': {
      text: 'Put the checklist into .github/pull_request_template.md; in the repository .github of the organisation it is for all that have none of their own.',
      href: 'https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/creating-a-pull-request-template-for-your-repository',
    },
    'gitlab.com': {
      text: 'Put the checklist into .gitlab/merge_request_templates/Default.md, or into the default description under Settings › Merge requests.',
      href: 'https://docs.gitlab.com/user/project/description_templates/',
    },
  },
  weight: 70,
  version: 1,
  attestationDays: 365,
  stepFor: failing =>
    `Put the checklist into the template of ${repositoriesText(failing)}`,
  evaluate(facts) {
    const verdict = overRepositories(facts, repository =>
      judge(repository.pullRequestTemplate, template => {
        if (template === null) return fails('No pull-request template.');
        const missing = missingItems(template, facts.minimumItems);
        return missing.length === 0
          ? passes('The template holds the minimum items.')
          : fails(
              `The template lacks: ${missing
                .map(({ text }) => text)
                .join('; ')}.`,
            );
      }),
    );
    return leavingWord(verdict, facts, ({ pullRequestTemplate: template }) =>
      template.known ? template.value !== null : null,
    );
  },
};
