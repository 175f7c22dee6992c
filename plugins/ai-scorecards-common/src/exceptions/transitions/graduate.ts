import { ended } from '../ending';
import { Transition } from '../transition';

/** Closes an exception because its tool became default or approved. */
export const graduate: Transition<'graduate'> = {
  command: 'graduate',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide: (known, { because }, context) =>
    ended(known, context, 'graduated', because),
};
