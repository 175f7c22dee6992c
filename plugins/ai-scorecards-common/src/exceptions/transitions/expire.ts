import { ended } from '../ending';
import { Transition } from '../transition';

/** Ends an exception after its last day. */
export const expire: Transition<'expire'> = {
  command: 'expire',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide: (known, _, context) => ended(known, context, 'expired', null),
};
