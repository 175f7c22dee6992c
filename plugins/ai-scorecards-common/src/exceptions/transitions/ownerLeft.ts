import { conflict } from '../context';
import { eventOf, Transition } from '../transition';

/** Begins the days in which a successor is to be named. */
export const ownerLeft: Transition<'owner-left'> = {
  command: 'owner-left',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide: ({ exception }, { who, dueOn }, context) =>
    exception?.successorDueOn === null
      ? [eventOf(context, 'owner-left', { who, dueOn })]
      : conflict('A successor is awaited already'),
};
