import { conflict, notAllowed } from '../context';
import { eventOf, Transition } from '../transition';

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
    const edited = eventOf(context, 'request-edited', {
      wish,
      revision: !isDraft && isMaterial ? revision + 1 : revision,
      lane: context.lane,
    });
    return request.state === 'changes_requested'
      ? [edited, eventOf(context, 'review-resumed', { dueOn: context.dueOn })]
      : [edited];
  },
};
