import { isRefusal } from '../context';
import { ended } from '../ending';
import { boardSeatOf } from '../mayDecide';
import { Transition } from '../transition';

/** The board takes an exception back. */
export const revoke: Transition<'revoke'> = {
  command: 'revoke',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide(known, { reason }, context) {
    const seat = boardSeatOf(known, context);
    return isRefusal(seat) ? seat : ended(known, context, 'revoked', reason);
  },
};
