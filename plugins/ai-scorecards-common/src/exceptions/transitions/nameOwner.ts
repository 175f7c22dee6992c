import { notAllowed } from '../context';
import { eventOf, Transition } from '../transition';

/** The team names who supports the tool from now on, and lifts the suspension that came of nobody doing so. */
export const nameOwner: Transition<'name-owner'> = {
  command: 'name-owner',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide({ exception }, { supportOwner }, context) {
    if (!context.actor.speaksForTeam) {
      return notAllowed('Only the team names its support owner');
    }
    const named = eventOf(context, 'owner-named', { supportOwner });
    return exception?.suspended?.by === 'no-successor'
      ? [
          named,
          eventOf(context, 'exception-reinstated', {
            because: 'A successor was named',
          }),
        ]
      : [named];
  },
};
