import { Check, undecided, verdict } from '../check';
import { tooFewPeople } from '../facts';
import { withPullRequests } from '../withPullRequests';

const ENOUGH = 20;
const SHARE = 0.05;

/** Fewer than 5 % of AI-labelled changes of more than 200 lines are approved within two minutes. */
export const reviewNotRubberStamped: Check = {
  id: 'review.not-rubber-stamped',
  title: 'Review keeps up',
  why: 'Nobody reads 200 lines in two minutes.',
  level: 3,
  required: true,
  category: 'review',
  evidence: 'automatic',
  howToPass: { text: 'Take the time, or send the change back to be split' },
  weight: 60,
  version: 1,
  attestationDays: null,
  evaluate: withPullRequests(({ aiLarge }) => {
    if (!aiLarge) return undecided(tooFewPeople);
    const { merged, approvedFast } = aiLarge;
    if (merged < ENOUGH) {
      return verdict(
        'not-applicable',
        `Fewer than ${ENOUGH} AI-labelled changes of more than 200 lines in 90 days.`,
      );
    }
    // Everybody reads this: the share is told to nobody.
    return approvedFast / merged < SHARE
      ? verdict(
          'pass',
          'Fewer than 5 % of large AI-labelled changes were approved within two minutes.',
        )
      : verdict(
          'fail',
          '5 % or more of large AI-labelled changes were approved within two minutes.',
        );
  }),
};
