import { notAllowed } from '../context';
import { ended } from '../ending';
import { Transition } from '../transition';

/** The team gives its exception back. */
export const retire: Transition<'retire'> = {
  command: 'retire',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide(known, { reason }, context) {
    const { actor } = context;
    const isTheirs =
      actor.speaksForTeam || actor.ref === known.exception?.supportOwner;
    return isTheirs
      ? ended(known, context, 'retired', reason)
      : notAllowed('Only the team gives its exception back');
  },
};
