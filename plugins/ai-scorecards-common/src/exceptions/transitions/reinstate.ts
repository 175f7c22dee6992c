import { conflict, isRefusal } from '../context';
import { boardSeatOf } from '../mayDecide';
import { closedInWords, isClosed } from '../toolStands';
import { eventOf, Transition } from '../transition';

/** The board lifts a suspension, once what brought it is mended. */
export const reinstate: Transition<'reinstate'> = {
  command: 'reinstate',
  exception: ['suspended'],
  decide(known, { reason }, context) {
    const seat = boardSeatOf(known, context);
    if (isRefusal(seat)) return seat;
    if (isClosed(context.toolPolicy)) {
      return conflict(closedInWords(context.toolPolicy));
    }
    const breached = known.exception?.conditions.find(
      condition => condition.state === 'breached',
    );
    if (breached) {
      return conflict(`A condition is still breached: ${breached.sentence}`);
    }
    if (
      known.request.decision?.basis === 'break-glass' &&
      known.request.decision.ratifyBy !== null
    ) {
      return conflict('The board has to ratify the decision first');
    }
    if (
      known.exception?.suspended?.by === 'no-successor' &&
      known.exception.vacancies.length > 0
    ) {
      return conflict('Somebody has to take the place of who left first');
    }
    return [eventOf(context, 'exception-reinstated', { because: reason })];
  },
};
