import { conflict, invalid, isRefusal, notAllowed } from '../context';
import { boardSeatOf, seatOf } from '../mayDecide';
import { eventOf, Transition } from '../transition';

/** Says that a condition is met, with what shows it, or that it is not. */
export const stateCondition: Transition<'state-condition'> = {
  command: 'state-condition',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide(known, { n, met, text, link }, context) {
    const condition = known.exception?.conditions.find(each => each.n === n);
    if (!condition) return invalid(`There is no condition ${n}`);
    if (condition.check !== null) {
      return conflict('This condition is checked by itself');
    }
    const { actor } = context;
    // A board that is too small to decide can still say so.
    const seats = [boardSeatOf(known, context), seatOf(known, context, null)];
    const speaks =
      actor.speaksForTeam ||
      actor.ref === known.exception?.supportOwner ||
      seats.some(seat => !isRefusal(seat));
    return speaks
      ? [eventOf(context, 'condition-stated', { n, met, text, link })]
      : notAllowed('Only the team and the board say how a condition stands');
  },
};
