import { Check, undecided, verdict } from '../check';
import { tooFewPeople } from '../facts';
import { withPullRequests } from '../withPullRequests';

const ENOUGH = 30;

const percent = (value: number) => `${Math.round(value * 1000) / 10} %`;

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
    const text = `${percent(ai)} against ${percent(rest)}`;
    return verdict(
      ai <= rest ? 'pass' : 'fail',
      `Changes that failed: ${text} of all others.`,
      { raw: { text, value: ai, of: rest } },
    );
  }),
};
