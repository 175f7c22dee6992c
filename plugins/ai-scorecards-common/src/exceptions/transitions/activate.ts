import { conflict } from '../context';
import { isClosed } from '../toolStands';
import { eventOf, Transition } from '../transition';

/** Begins an accepted exception on its first day. */
export const activate: Transition<'activate'> = {
  command: 'activate',
  exception: ['scheduled'],
  decide(_known, _, context) {
    if (isClosed(context.toolPolicy)) {
      return conflict(`The tool is ${context.toolPolicy}`);
    }
    return context.inTheWay?.isLive
      ? conflict(context.inTheWay.sentence)
      : [eventOf(context, 'exception-activated', {})];
  },
};
