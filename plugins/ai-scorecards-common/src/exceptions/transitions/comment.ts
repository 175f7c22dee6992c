import { isRefusal, notAllowed } from '../context';
import { seatOf } from '../mayDecide';
import { eventOf, Transition } from '../transition';

/** Says something, to the team or among the board. */
export const comment: Transition<'comment'> = {
  command: 'comment',
  decide(known, { text, audience }, context) {
    const decides = !isRefusal(seatOf(known, context, null));
    const isTeam =
      context.actor.speaksForTeam ||
      context.actor.ref === known.request.requester;
    if (audience === 'board' && !decides) {
      return notAllowed('Only those who decide speak among the board');
    }
    if (!isTeam && !decides) {
      return notAllowed('Only the team and those who decide comment');
    }
    const { comment: id } = context.ids;
    return [eventOf(context, 'comment-added', { id, text, audience })];
  },
};
