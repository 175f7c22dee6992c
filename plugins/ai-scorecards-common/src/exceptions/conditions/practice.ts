import type { ConditionCheck } from './conditionCheck';

/** A practice check of the team passes. */
export const practice: ConditionCheck<'practice'> = {
  kind: 'practice',
  check: ({ check }, facts) => {
    const passes = facts.practice(check);
    if (passes === null) {
      return { state: 'unknown', sentence: `${check} is not assessed yet` };
    }
    return {
      state: passes ? 'met' : 'breached',
      sentence: passes ? `${check} passes` : `${check} does not pass`,
    };
  },
};
