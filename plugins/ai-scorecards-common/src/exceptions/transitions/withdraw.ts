import { notAllowed } from '../context';
import { eventOf, Transition } from '../transition';

/** Takes a request back. */
export const withdraw: Transition<'withdraw'> = {
  command: 'withdraw',
  request: ['submitted', 'in_review', 'changes_requested'],
  decide({ request }, _, context) {
    const { actor } = context;
    return actor.speaksForTeam || actor.ref === request.requester
      ? [eventOf(context, 'request-withdrawn', {})]
      : notAllowed('Only the team that asks may take its request back');
  },
};
