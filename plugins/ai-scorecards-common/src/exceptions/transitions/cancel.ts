import { ended } from '../ending';
import { Transition } from '../transition';

/** Takes back a renewal that has not begun, since what it continues ended early or is suspended. */
export const cancel: Transition<'cancel'> = {
  command: 'cancel',
  exception: ['pending', 'scheduled'],
  decide: (known, { because }, context) =>
    ended(known, context, 'revoked', because),
};
