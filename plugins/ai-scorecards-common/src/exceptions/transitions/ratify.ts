import { conflict, isRefusal, notAllowed } from '../context';
import { boardSeatOf } from '../mayDecide';
import { isClosed } from '../toolStands';
import { eventOf, Transition } from '../transition';

/** The board confirms what an admin decided in an emergency, and lifts the suspension that came of waiting. */
export const ratify: Transition<'ratify'> = {
  command: 'ratify',
  request: ['approved'],
  decide(known, { reason }, context) {
    const seat = boardSeatOf(known, context);
    if (isRefusal(seat)) return seat;
    const { decision } = known.request;
    if (!decision || decision.ratifyBy === null) {
      return conflict('Nothing is to be ratified here');
    }
    if (decision.by === context.actor.ref) {
      return notAllowed('Somebody else has to ratify what you decided');
    }
    const ratified = eventOf(context, 'decision-ratified', { reason });
    // Of a tool that was closed meanwhile nothing runs again.
    return known.exception?.suspended?.by === 'not-ratified' &&
      !isClosed(context.toolPolicy)
      ? [
          ratified,
          eventOf(context, 'exception-reinstated', {
            because: 'The board ratified it',
          }),
        ]
      : [ratified];
  },
};
