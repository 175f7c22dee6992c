import { isRefusal } from '../context';
import { boardSeatOf } from '../mayDecide';
import { eventOf, Transition } from '../transition';

/** The board halts an exception. */
export const suspend: Transition<'suspend'> = {
  command: 'suspend',
  exception: ['active'],
  decide(known, { reason }, context) {
    const seat = boardSeatOf(known, context);
    return isRefusal(seat)
      ? seat
      : [
          eventOf(context, 'exception-suspended', {
            because: reason,
            by: 'board',
          }),
        ];
  },
};
