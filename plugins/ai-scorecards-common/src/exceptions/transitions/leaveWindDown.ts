import { conflict } from '../context';
import { eventOf, Transition } from '../transition';

/** Closes the wind-down of an expired exception, since one that was granted after its end goes on in its place. */
export const leaveWindDown: Transition<'leave-wind-down'> = {
  command: 'leave-wind-down',
  exception: ['expired'],
  decide({ exception }, _, context) {
    const { continuedBy } = context;
    if (exception?.windDown?.closed !== false) {
      return conflict('Nothing is wound down');
    }
    return continuedBy === null
      ? conflict('Nothing goes on in its place')
      : [eventOf(context, 'wind-down-left', { continuedBy })];
  },
};
