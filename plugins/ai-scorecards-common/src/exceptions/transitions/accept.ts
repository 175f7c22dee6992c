import { conflict, notAllowed } from '../context';
import { eventOf, Transition } from '../transition';

/** The support owner takes on support and conditions; the exception starts on its day. */
export const accept: Transition<'accept'> = {
  command: 'accept',
  exception: ['pending'],
  decide({ exception }, _, context) {
    if (exception?.supportOwner !== context.actor.ref) {
      return notAllowed('Only the support owner accepts');
    }
    if (context.inTheWay?.isLive) return conflict(context.inTheWay.sentence);
    const accepted = eventOf(context, 'exception-accepted', {});
    return exception.from <= context.today
      ? [accepted, eventOf(context, 'exception-activated', {})]
      : [accepted];
  },
};
