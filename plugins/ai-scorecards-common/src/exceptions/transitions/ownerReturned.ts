import { conflict } from '../context';
import { reinstatedBy } from '../succession';
import { eventOf, Transition } from '../transition';

/** Ends the wait for a part whose holder is in the catalog again. */
export const ownerReturned: Transition<'owner-returned'> = {
  command: 'owner-returned',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide: (known, { part }, context) =>
    known.exception?.vacancies.some(each => each.part === part)
      ? [
          eventOf(context, 'owner-returned', { part }),
          ...reinstatedBy(known, part, context),
        ]
      : conflict('Nobody left this part'),
};
