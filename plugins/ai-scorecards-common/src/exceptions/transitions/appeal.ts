import { addDays } from '../../time';
import { conflict, notAllowed } from '../context';
import { nothingToGrant } from '../toolStands';
import { eventOf, Transition } from '../transition';

/** Asks again, once and in time, those of the board who did not vote. */
export const appeal: Transition<'appeal'> = {
  command: 'appeal',
  request: ['rejected'],
  decide({ request }, { text }, context) {
    const { actor, rules, today } = context;
    if (!actor.speaksForTeam && actor.ref !== request.requester) {
      return notAllowed('Only the team that asked may appeal');
    }
    if (request.appeal) return conflict('This request was appealed already');
    const nothing = nothingToGrant(context.toolPolicy) ?? context.notRenewable;
    if (nothing !== null) return conflict(nothing);
    if (context.inTheWay) return conflict(context.inTheWay.sentence);
    const last = addDays(request.since.slice(0, 10), rules.appealDays);
    if (today > last) return conflict(`An appeal was possible until ${last}`);
    const notBy = [
      ...new Set(
        request.votes.flatMap(vote => [
          vote.by,
          ...(vote.onBehalfOf === null ? [] : [vote.onBehalfOf]),
        ]),
      ),
    ];
    return [
      eventOf(context, 'request-appealed', {
        text,
        notBy,
        dueOn: context.dueOn,
      }),
    ];
  },
};
