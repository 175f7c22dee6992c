import type { CaseDecision } from '../case';
import { eventOf, Transition } from '../transition';

const NOBODY_CHANGED = 'Nobody made the changes in time';

/** Ends a request that nobody decided, or whose changes nobody made. */
export const lapse: Transition<'lapse'> = {
  command: 'lapse',
  request: ['in_review', 'changes_requested'],
  decide: ({ request }, _, context) => [
    eventOf(context, 'request-decided', {
      outcome: 'lapsed',
      at: context.at,
      revision: request.revision,
      basis: 'rule',
      reason:
        request.state === 'in_review'
          ? 'Nobody decided in time'
          : NOBODY_CHANGED,
      conditions: [],
      ratifyBy: null,
      standing: null,
      waitedFor: request.state === 'in_review' ? 'board' : 'team',
      circumstances: context.circumstances(),
    }),
  ],
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
