import { conflict } from '../context';
import { eventOf, Transition } from '../transition';

/** Takes a step of a wind-down for done, because figures show it. */
export const proveWindDown: Transition<'prove-wind-down'> = {
  command: 'prove-wind-down',
  exception: ['expired', 'revoked', 'retired'],
  decide: ({ exception }, { step }, context) =>
    exception?.windDown?.steps.some(each => each.step === step && !each.done)
      ? [
          eventOf(context, 'wind-down-step', {
            step,
            how: 'evidence',
            text: null,
          }),
        ]
      : conflict('This step is done already'),
};
