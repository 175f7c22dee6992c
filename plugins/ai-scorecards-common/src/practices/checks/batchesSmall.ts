import { Check, undecided, verdict } from '../check';
import { withPullRequests } from '../withPullRequests';

const ENOUGH = 20;
const FACTOR = 1.25;

/** The median size of AI-labelled changes is at most 1.25 × the team's own of the 26 weeks before. */
export const batchesSmall: Check = {
  id: 'batches.small',
  title: 'AI-assisted changes stay small',
  why: 'AI makes large changes cheap to write and no cheaper to review.',
  level: 3,
  required: true,
  category: 'quality',
  evidence: 'automatic',
  howToPass: { text: 'Split changes so that each can be read in one sitting' },
  weight: 45,
  version: 1,
  attestationDays: null,
  evaluate: withPullRequests(({ ai, aiMedianSize, aiMedianSizeBefore }) => {
    if (ai.merged < ENOUGH) {
      return verdict(
        'not-applicable',
        `Fewer than ${ENOUGH} AI-labelled changes in 90 days.`,
      );
    }
    if (!aiMedianSize.known) return undecided(aiMedianSize);
    if (!aiMedianSizeBefore.known) return undecided(aiMedianSizeBefore);
    const before = aiMedianSizeBefore.value;
    const ratio = before === 0 ? 1 : aiMedianSize.value / before;
    // Everybody reads this: the size is told only to those who see the team's figures.
    return ratio <= FACTOR
      ? verdict(
          'pass',
          'The median size of AI-labelled changes is at most 125 % of the own baseline.',
        )
      : verdict(
          'fail',
          'The median size of AI-labelled changes is more than 125 % of the own baseline.',
        );
  }),
};
