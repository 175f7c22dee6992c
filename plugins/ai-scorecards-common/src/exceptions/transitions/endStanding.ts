import { conflict, isRefusal } from '../context';
import { boardSeatOf } from '../mayDecide';
import { eventOf, Transition } from '../transition';

/** The board takes a standing approval back. What was granted by it goes on to its own end. */
export const endStanding: Transition<'end-standing'> = {
  command: 'end-standing',
  request: ['approved'],
  decide(known, { reason }, context) {
    const { kind, standingEnded } = known.request;
    if (kind !== 'standing') return conflict('It is no standing approval');
    if (standingEnded) return conflict('It has ended already');
    const seat = boardSeatOf(known, context);
    return isRefusal(seat)
      ? seat
      : [eventOf(context, 'standing-ended', { because: reason })];
  },
};
