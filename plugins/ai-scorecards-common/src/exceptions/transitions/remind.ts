import { conflict } from '../context';
import { eventOf, Transition } from '../transition';

/** Tells the people of an exception that it ends in so many days. */
export const remind: Transition<'remind'> = {
  command: 'remind',
  exception: ['active', 'suspended'],
  decide: ({ exception }, { days }, context) =>
    exception?.reminded.includes(days)
      ? conflict('They were told already')
      : [
          eventOf(context, 'exception-reminded', {
            days,
            ...(context.continuedBy && { continuedBy: context.continuedBy }),
          }),
        ],
};
