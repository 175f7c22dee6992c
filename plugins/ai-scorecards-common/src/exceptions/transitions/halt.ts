import { eventOf, Transition } from '../transition';

/** Suspends an exception by itself: a breached condition, a prohibited tool, a decision not ratified, no successor. */
export const halt: Transition<'halt'> = {
  command: 'halt',
  exception: ['active'],
  decide: (_known, { because, by }, context) => [
    eventOf(context, 'exception-suspended', { because, by }),
  ],
};
