import type { Wish } from '../case';
import { CaseContext, conflict, invalid, notAllowed } from '../context';
import { eventOf, Transition } from '../transition';

/** Whether the board has the longer term for what is asked. */
function isSensitive(
  { ask }: Wish,
  { rules }: Pick<CaseContext, 'rules'>,
): boolean {
  return ask.data !== null && rules.sensitiveData.includes(ask.data);
}

/** Changes what is asked. A change that matters makes a new revision and voids the votes. */
export const edit: Transition<'edit'> = {
  command: 'edit',
  request: ['draft', 'in_review', 'changes_requested'],
  decide({ request }, { revision, wish, isMaterial }, context) {
    if (
      !context.actor.speaksForTeam &&
      context.actor.ref !== request.requester
    ) {
      return notAllowed('Only the team that asks may change its request');
    }
    if (revision !== request.revision) {
      return conflict(
        `Revision ${request.revision} is there already; you changed revision ${revision}`,
      );
    }
    const isDraft = request.state === 'draft';
    if (!isDraft) {
      // What is in review stays something that could be sent.
      if (context.lane === 'none') {
        return invalid('No exception is possible or needed for this tool');
      }
      if (context.faults.length > 0) {
        return invalid('The request is not complete', context.faults);
      }
      if (context.inTheWay) return conflict(context.inTheWay.sentence);
    }
    const edited = eventOf(context, 'request-edited', {
      wish,
      revision: !isDraft && isMaterial ? revision + 1 : revision,
      lane: context.lane === 'immediate' ? 'full' : context.lane,
      datesOnly: context.datesOnly,
      ...(request.state === 'in_review' &&
        isSensitive(request.wish, context) !== isSensitive(wish, context) && {
          dueOn: context.dueOnRunning,
        }),
    });
    return request.state === 'changes_requested'
      ? [edited, eventOf(context, 'review-resumed', { dueOn: context.dueOn })]
      : [edited];
  },
};
