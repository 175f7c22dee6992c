import type { ExceptionCase } from '../case';
import { CaseContext, conflict, notAllowed } from '../context';
import { reinstatedBy } from '../succession';
import { closedInWords, isClosed } from '../toolStands';
import { eventOf, Transition } from '../transition';

/**
 * The support owner takes on support and conditions; the exception starts on its day. Whoever was named to take over from
 * another one does the same later.
 */
export const accept: Transition<'accept'> = {
  command: 'accept',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide(known, _, context) {
    const { exception } = known;
    if (exception?.state !== 'pending') return takenOver(known, context);
    if (exception.supportOwner !== context.actor.ref) {
      return notAllowed('Only the support owner accepts');
    }
    if (isClosed(context.toolPolicy)) {
      return conflict(closedInWords(context.toolPolicy));
    }
    if (context.inTheWay?.isLive) return conflict(context.inTheWay.sentence);
    const accepted = eventOf(context, 'exception-accepted', {});
    return exception.from <= context.today
      ? [accepted, eventOf(context, 'exception-activated', {})]
      : [accepted];
  },
};

function takenOver(known: ExceptionCase, context: CaseContext) {
  const successor = known.exception?.successor ?? null;
  if (successor === null) return conflict('Support was accepted already');
  if (successor !== context.actor.ref) {
    return notAllowed('Only who was named to support it accepts');
  }
  return [
    eventOf(context, 'owner-named', { supportOwner: successor }),
    ...reinstatedBy(known, 'support-owner', context),
  ];
}
