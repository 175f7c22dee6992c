import { conflict } from '../context';
import { eventOf, Transition } from '../transition';

/** Begins the days in which a part that somebody left is to be filled. */
export const ownerLeft: Transition<'owner-left'> = {
  command: 'owner-left',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide: ({ exception }, { part, who, dueOn }, context) =>
    exception?.vacancies.some(each => each.part === part)
      ? conflict('A successor is awaited already')
      : [eventOf(context, 'owner-left', { part, who, dueOn })],
};
