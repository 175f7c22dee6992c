import { Check, undecided, verdict } from '../check';
import { tooFewPeople } from '../facts';
import { withPullRequests } from '../withPullRequests';

const ENOUGH = 30;

/** AI-labelled changes are reverted, hot-fixed or tied to an incident no more often than all others. */
export const reworkTracked: Check = {
  id: 'rework.tracked',
  title: 'Rework of AI changes is below the human baseline',
  why: 'Speed that comes back as rework is not speed.',
  level: 4,
  required: true,
  category: 'quality',
  evidence: 'automatic',
  howToPass: { text: 'Look at what was reverted, and let reviews look for it' },
  weight: 50,
  version: 1,
  attestationDays: null,
  evaluate: withPullRequests(({ aiSettled, restSettled }) => {
    if (!aiSettled || !restSettled) return undecided(tooFewPeople);
    if (aiSettled.merged < ENOUGH || restSettled.merged < ENOUGH) {
      return verdict(
        'not-applicable',
        `Fewer than ${ENOUGH} settled changes of either kind in 90 days.`,
      );
    }
    const ai = aiSettled.failed / aiSettled.merged;
    const rest = restSettled.failed / restSettled.merged;
    // Everybody reads this: how often is told only to those who see the team's figures.
    return ai <= rest
      ? verdict('pass', 'AI-labelled changes fail no more often than others.')
      : verdict('fail', 'AI-labelled changes fail more often than others.');
  }),
};
