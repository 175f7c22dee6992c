import type { CaseDecision } from '../case';
import { nothingToGrant } from '../toolStands';
import { eventOf, Transition } from '../transition';

const NOBODY_CHANGED = 'Nobody made the changes in time';

/** Ends a request that nobody decided, whose changes nobody made, or for which nothing is left to decide. */
export const lapse: Transition<'lapse'> = {
  command: 'lapse',
  request: ['in_review', 'changes_requested'],
  decide({ request }, _, context) {
    const nothing = nothingToGrant(context.toolPolicy);
    const isInReview = request.state === 'in_review';
    const waitedFor = isInReview ? 'board' : 'team';
    return [
      eventOf(context, 'request-decided', {
        outcome: 'lapsed',
        at: context.at,
        revision: request.revision,
        basis: 'rule',
        reason:
          nothing ?? (isInReview ? 'Nobody decided in time' : NOBODY_CHANGED),
        conditions: [],
        ratifyBy: null,
        standing: null,
        waitedFor: nothing === null ? waitedFor : 'nobody',
        circumstances: context.circumstances(),
      }),
    ];
  },
};

/** Whether a request lapsed because the board did not decide. Early entries of the log say so by their reason alone. */
export function lapsedForBoard({
  outcome,
  waitedFor,
  reason,
}: Pick<CaseDecision, 'outcome' | 'waitedFor' | 'reason'>): boolean {
  if (outcome !== 'lapsed') return false;
  return waitedFor ? waitedFor === 'board' : reason !== NOBODY_CHANGED;
}
