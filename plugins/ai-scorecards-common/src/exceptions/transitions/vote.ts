import type { ExceptionCase } from '../case';
import { apply } from '../apply';
import type { Circumstances, Decider } from '../circumstances';
import { CaseContext, conflict, invalid, isRefusal } from '../context';
import type { CaseEvent } from '../events';
import { conditionsOf, granted, notGranted } from '../grant';
import { BOARD, hasVoted, Seat, seatOf } from '../mayDecide';
import { tallyOf } from '../tally';
import { eventOf, Transition } from '../transition';

/** Votes on the revision that was seen. The vote that completes the quorum decides. */
export const vote: Transition<'vote'> = {
  command: 'vote',
  request: ['in_review'],
  decide(known, command, context) {
    const { request } = known;
    const seat = seatOf(known, context, command.as);
    if (isRefusal(seat)) return seat;
    if (command.revision !== request.revision) {
      return conflict(
        `Revision ${request.revision} is there now, and your vote is on revision ${command.revision}: read what changed`,
      );
    }
    if (request.kind === 'standing' && command.conditions.length > 0) {
      return invalid(
        'conditions do not hold for a standing approval: its limits say what has to hold, so ask for other ones',
      );
    }
    const refused =
      command.verdict === 'approve' ? notGranted(known, context) : null;
    if (refused) return refused;
    const heldBack = command.conditions.findIndex(
      ({ check }) => check !== null && context.heldBack.includes(check.kind),
    );
    if (heldBack >= 0) {
      return invalid(
        `conditions.${heldBack}.check rests on a figure that is not shown for this team: say it as a sentence with a due date`,
      );
    }
    if (hasVoted(request, seat, context.actor.ref)) {
      return conflict('This vote was cast already');
    }
    const circumstances = context.circumstances(deciderOf(seat, context));
    const cast = eventOf(context, 'vote-cast', {
      by: context.actor.ref,
      onBehalfOf: seat.onBehalfOf,
      as: seat.as,
      at: context.at,
      revision: request.revision,
      verdict: command.verdict,
      reasonCode: command.reasonCode,
      reason: command.reason,
      conditions: command.verdict === 'approve' ? command.conditions : [],
      counts: true,
      circumstances,
    });
    return [cast, ...decided(apply(known, cast), context, circumstances)];
  },
};

/** Who votes, and in which part. */
function deciderOf(
  { as, onBehalfOf }: Seat,
  { actor }: Pick<CaseContext, 'actor'>,
): Decider {
  const who = actor.ref;
  if (as !== BOARD) return { who, role: 'voice', of: as };
  return onBehalfOf === null
    ? { who, role: 'board', of: null }
    : { who, role: 'deputy', of: onBehalfOf };
}

/** What the votes decide, if anything. */
function decided(
  known: ExceptionCase,
  context: CaseContext,
  circumstances: Circumstances,
): CaseEvent[] {
  const { request } = known;
  const { outcome, approvals } = tallyOf(known, context);
  if (outcome === 'open') return [];
  const counting = request.votes.filter(
    each => each.counts && each.revision === request.revision,
  );
  if (outcome === 'rejected') {
    const against = counting.filter(each => each.verdict === 'reject');
    return [
      eventOf(context, 'request-decided', {
        outcome: 'rejected',
        at: context.at,
        revision: request.revision,
        basis: 'votes',
        reason: against[against.length - 1]?.reason ?? null,
        conditions: [],
        ratifyBy: null,
        standing: null,
        circumstances,
      }),
    ];
  }
  const last = approvals[approvals.length - 1];
  return granted(known, context, {
    basis: 'votes',
    reason: last?.reason ?? last?.reasonCode ?? null,
    conditions: conditionsOf(request, context),
    ratifyBy: null,
    standing: null,
    circumstances,
  });
}
