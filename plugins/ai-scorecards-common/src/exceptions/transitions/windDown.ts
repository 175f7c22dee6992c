import { conflict, notAllowed } from '../context';
import { eventOf, Transition } from '../transition';

/** Says that a step of a wind-down is done. */
export const windDown: Transition<'wind-down'> = {
  command: 'wind-down',
  exception: ['expired', 'revoked', 'retired'],
  decide({ exception }, { step, text }, context) {
    if (
      !context.actor.speaksForTeam &&
      context.actor.ref !== exception?.supportOwner
    ) {
      return notAllowed('Only the team says what it has wound down');
    }
    const open = exception?.windDown?.steps.find(each => each.step === step);
    if (!open || open.done) return conflict('This step is done already');
    return [
      eventOf(context, 'wind-down-step', { step, how: 'statement', text }),
    ];
  },
};
