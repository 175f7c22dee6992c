import type { ConditionCheck } from './conditionCheck';

/** The registry shows a current security review of the tool, by a day at the latest. */
export const securityReview: ConditionCheck<'security-review'> = {
  kind: 'security-review',
  check: ({ by }, { security, today }) => {
    const { reviewedOn, reviewAgainOn } = security ?? {};
    const isCurrent =
      reviewedOn !== undefined &&
      (reviewAgainOn === undefined || reviewAgainOn >= today);
    if (isCurrent)
      return { state: 'met', sentence: `reviewed on ${reviewedOn}` };
    return {
      state: today > by ? 'breached' : 'pending',
      sentence: `no current review, due by ${by}`,
    };
  },
};
