import { conflict } from '../context';
import { closedInWords, isClosed } from '../toolStands';
import { eventOf, Transition } from '../transition';

/** Begins an accepted exception on its first day. */
export const activate: Transition<'activate'> = {
  command: 'activate',
  exception: ['scheduled'],
  decide(_known, _, context) {
    if (isClosed(context.toolPolicy)) {
      return conflict(closedInWords(context.toolPolicy));
    }
    return context.inTheWay?.isLive
      ? conflict(context.inTheWay.sentence)
      : [eventOf(context, 'exception-activated', {})];
  },
};
