import { eventOf, Transition } from '../transition';

/** Begins an accepted exception on its first day. */
export const activate: Transition<'activate'> = {
  command: 'activate',
  exception: ['scheduled'],
  decide: (_known, _, context) => [eventOf(context, 'exception-activated', {})],
};
