import { Check, undecided, verdict } from '../check';
import { withPeople } from '../withPeople';

/** The team's quality figures stand in the portal. */
export const qualityPublished: Check = {
  id: 'quality.published',
  title: 'Team quality metrics are visible',
  why: 'A team that sees its reverts beside its speed finds its own pace.',
  level: 3,
  required: true,
  category: 'quality',
  evidence: 'automatic',
  howToPass: {
    text: 'Connect the repositories of the team: Components with a project slug and the team as owner',
  },
  weight: 50,
  version: 1,
  attestationDays: null,
  evaluate: withPeople(({ qualityPublished: published }) => {
    if (!published.known) return undecided(published);
    return published.value
      ? verdict('pass', 'Quality figures are on the team page.')
      : verdict('fail', 'No quality figure of the team is known.');
  }),
};
