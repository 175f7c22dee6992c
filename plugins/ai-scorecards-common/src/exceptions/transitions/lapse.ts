import { eventOf, Transition } from '../transition';

/** Ends a request that nobody decided, or whose changes nobody made. */
export const lapse: Transition<'lapse'> = {
  command: 'lapse',
  request: ['in_review', 'changes_requested'],
  decide: ({ request }, _, context) => [
    eventOf(context, 'request-decided', {
      outcome: 'lapsed',
      at: context.at,
      revision: request.revision,
      basis: 'rule',
      reason:
        request.state === 'in_review'
          ? 'Nobody decided in time'
          : 'Nobody made the changes in time',
      conditions: [],
      ratifyBy: null,
      standing: null,
      circumstances: context.circumstances(),
    }),
  ],
};
