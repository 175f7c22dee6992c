import { isRefusal } from '../context';
import { seatOf } from '../mayDecide';
import { eventOf, Transition } from '../transition';

/** Steps aside. A vote that was cast counts no longer. */
export const recuse: Transition<'recuse'> = {
  command: 'recuse',
  request: ['in_review', 'changes_requested'],
  decide(known, { reason }, context) {
    const seat = seatOf(known, context, null);
    if (isRefusal(seat)) return seat;
    const who = context.actor.ref;
    return [eventOf(context, 'member-recused', { who, reason })];
  },
};
