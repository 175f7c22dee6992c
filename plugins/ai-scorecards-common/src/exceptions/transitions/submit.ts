import { conflict, invalid, notAllowed } from '../context';
import { granted } from '../grant';
import { NOT_NEEDED, nothingToGrant } from '../toolStands';
import { eventOf, Transition } from '../transition';

/** Files a request. One inside a standing approval is granted at once, with it as the basis. */
export const submit: Transition<'submit'> = {
  command: 'submit',
  request: ['draft'],
  decide(known, _, context) {
    if (!context.actor.speaksForTeam) {
      return notAllowed(
        'Only members of the team, its lead and leads above it file its requests',
      );
    }
    if (context.lane === 'none') {
      return invalid(nothingToGrant(context.toolPolicy) ?? NOT_NEEDED);
    }
    if (context.board === 'no-board') {
      return conflict(
        'No board is configured: the draft is kept, and is sent once a board is named',
      );
    }
    if (context.faults.length > 0) {
      return invalid('The request is not complete', context.faults);
    }
    const { predecessor } = context;
    const { until } = known.request.wish.ask;
    if (predecessor?.isLive && until !== null && until <= predecessor.until) {
      const message = `must be after ${predecessor.until}, where the renewal begins`;
      return invalid('The request is not complete', [
        { field: 'until', message },
      ]);
    }
    if (context.notRenewable !== null) return conflict(context.notRenewable);
    if (context.inTheWay) return conflict(context.inTheWay.sentence);
    const submitted = eventOf(context, 'request-submitted', {
      lane: context.lane,
      datesOnly: context.datesOnly,
      dueOn: context.dueOn,
    });
    if (context.lane !== 'immediate' || !context.standing) return [submitted];
    return [
      submitted,
      ...granted(known, context, {
        basis: 'standing-approval',
        reason: context.standing.sentence,
        conditions: [],
        ratifyBy: null,
        standing: context.standing.id,
        circumstances: context.circumstances(),
      }),
    ];
  },
};
