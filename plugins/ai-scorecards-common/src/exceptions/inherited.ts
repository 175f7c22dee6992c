import type { AiToolSpec } from '../contract';
import { addDays } from '../time';
import type { AskedTool } from './lanes';
import type { ExceptionRules } from './rules';

/** Security answers of a tool that no request for it has to give again. */
export interface InheritedSecurity {
  /** `registry`: a review of the tool's own entry. `request`: what an approved request answered. */
  from: 'registry' | 'request';
  /** UTC day of the review or of the approval. */
  reviewedOn: string;
  /** Last UTC day in force; null for a review without an end. */
  reviewAgainOn: string | null;
  text: string;
}

/** Whether the registry's own review is there and in force on a UTC day. */
export function isReviewed(
  security: AiToolSpec['security'] | null | undefined,
  today: string,
): boolean {
  return (
    security?.reviewedOn !== undefined &&
    (security.reviewAgainOn === undefined || security.reviewAgainOn >= today)
  );
}

/**
 * Returns what a tool brings along: the registry's review where it is in force, else what the last approved request
 * answered, until the tool is to be reviewed again. Null where neither is in force.
 */
export function inheritedSecurity(
  tool: AskedTool | null,
  answered: { on: string; text: string } | null,
  { today, rules }: { today: string; rules: ExceptionRules },
): InheritedSecurity | null {
  const review = tool?.security;
  if (review?.reviewedOn !== undefined && isReviewed(review, today)) {
    return {
      from: 'registry',
      reviewedOn: review.reviewedOn,
      reviewAgainOn: review.reviewAgainOn ?? null,
      text: [
        review.retention && `Retention: ${review.retention}`,
        review.sso && `SSO: ${review.sso}`,
      ]
        .filter(Boolean)
        .join(' · '),
    };
  }
  if (!answered) return null;
  const { on, text } = answered;
  const again = review?.reviewAgainOn;
  // A date before the answers is the one that they made up for.
  const until =
    again !== undefined && again >= on
      ? again
      : addDays(on, rules.security.answersValidDays);
  return today > until
    ? null
    : { from: 'request', reviewedOn: on, reviewAgainOn: until, text };
}
