import { CHECKS } from '../../practices/catalogue';
import type {
  CheckedPractice,
  CheckResult,
  ConditionCheck,
} from './conditionCheck';

const RESULTS: Record<
  CheckedPractice['state'],
  { state: CheckResult['state']; words: string }
> = {
  passes: { state: 'met', words: 'passes' },
  fails: { state: 'breached', words: 'does not pass' },
  // Nothing is asked of the team, so that nobody need look at it.
  'not-applicable': { state: 'met', words: 'does not apply to this team' },
  unknown: { state: 'unknown', words: 'is not known now' },
};

/** A practice check of the team passes. */
export const practice: ConditionCheck<'practice'> = {
  kind: 'practice',
  check: ({ check }, facts) => {
    const found = facts.practice(check);
    if (!found) {
      const title = CHECKS.find(({ id }) => id === check)?.title ?? check;
      return { state: 'unknown', sentence: `“${title}” is not assessed yet` };
    }
    const { state, words } = RESULTS[found.state];
    return { state, sentence: `“${found.title}” ${words}` };
  },
};
