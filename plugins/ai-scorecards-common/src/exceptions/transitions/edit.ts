import { conflict, invalid, notAllowed } from '../context';
import { isSensitive } from '../demand';
import { NOT_NEEDED, nothingToGrant } from '../toolStands';
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
    const { rules } = context;
    const isDraft = request.state === 'draft';
    if (!isDraft) {
      // What is in review stays something that could be sent.
      if (context.lane === 'none') {
        return invalid(nothingToGrant(context.toolPolicy) ?? NOT_NEEDED);
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
        isSensitive(request, rules) !==
          isSensitive({ ...request, wish }, rules) && {
          dueOn: context.dueOnRunning,
        }),
    });
    return request.state === 'changes_requested'
      ? [edited, eventOf(context, 'review-resumed', { dueOn: context.dueOn })]
      : [edited];
  },
};
