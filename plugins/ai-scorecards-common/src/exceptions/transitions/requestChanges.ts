import { conflict, isRefusal } from '../context';
import { seatOf } from '../mayDecide';
import { eventOf, Transition } from '../transition';

/** Hands the request back with a question; its clock stands until the team answers. */
export const requestChanges: Transition<'request-changes'> = {
  command: 'request-changes',
  request: ['in_review'],
  decide(known, { revision, text }, context) {
    const seat = seatOf(known, context, null);
    if (isRefusal(seat)) return seat;
    if (revision !== known.request.revision) {
      return conflict(
        `Revision ${known.request.revision} is there now: read what changed`,
      );
    }
    return [
      eventOf(context, 'changes-requested', {
        text,
        daysUsed: context.daysUsed,
      }),
    ];
  },
};
