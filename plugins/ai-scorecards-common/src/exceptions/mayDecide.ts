import type { ExceptionCase, RequestCase } from './case';
import { CaseContext, isRefusal, notAllowed, Refusal } from './context';

/** In which part somebody would vote. */
export interface Seat {
  /** The Group whose voice it is, or `board`. */
  as: string;
  onBehalfOf: string | null;
}

export const BOARD = 'board';

type Who = Pick<CaseContext, 'actor'>;

/** Whether one of these is somebody, or whom they stand in for. */
const namesOne = (refs: readonly string[], { ref, deputyFor }: Who['actor']) =>
  refs.includes(ref) || (deputyFor !== null && refs.includes(deputyFor));

const boardSeat = ({ isDecider, deputyFor }: Who['actor']): Seat => ({
  as: BOARD,
  onBehalfOf: isDecider ? null : deputyFor,
});

/** Why somebody may not decide on a request at all, or the seat from which they may: the board's before a voice's. */
export function seatOf(
  { request }: ExceptionCase,
  context: Pick<CaseContext, 'actor' | 'board' | 'voices'>,
  as: string | null,
): Seat | Refusal {
  const { actor, board, voices } = context;
  if (actor.barredBecause !== null) return notAllowed(actor.barredBecause);
  if (namesOne(request.recused, actor)) {
    return notAllowed('You stepped aside from this request');
  }
  if (as !== null) {
    return voices.includes(as) && actor.voices.includes(as)
      ? { as, onBehalfOf: null }
      : notAllowed(`You do not speak for ${as} on this request`);
  }
  const [voice] = actor.voices.filter(each => voices.includes(each));
  const ofVoice = voice === undefined ? null : { as: voice, onBehalfOf: null };
  // A Group whose voice is needed is heard on an appeal too, whoever of it is left to speak.
  if (namesOne(request.appeal?.notBy ?? [], actor)) {
    return (
      ofVoice ?? notAllowed('An appeal goes to members who did not vote before')
    );
  }
  if (actor.isDecider || actor.deputyFor !== null) {
    if (board === 'no-board') {
      return notAllowed('No board is configured: nobody can decide yet');
    }
    if (board === 'no-eligible-approvers') {
      return notAllowed(
        'Too few people without a conflict of interest are left to decide',
      );
    }
    return boardSeat(actor);
  }
  return ofVoice ?? notAllowed('Only the board decides on requests');
}

/** Whether the vote of a seat was given on the present revision; one person has one vote in it, for whomever it is given. */
export function hasVoted(
  { votes, revision }: Pick<RequestCase, 'votes' | 'revision'>,
  seat: Seat,
  actor: string,
): boolean {
  return votes.some(
    each =>
      each.counts &&
      each.revision === revision &&
      each.as === seat.as &&
      ((each.onBehalfOf ?? each.by) === (seat.onBehalfOf ?? actor) ||
        each.by === actor),
  );
}

/** The seats from which somebody may vote and has not: the board's first, then each voice's. */
export function openSeatsOf(
  known: ExceptionCase,
  context: Pick<CaseContext, 'actor' | 'board' | 'voices'>,
): Seat[] {
  const open = new Map<string, Seat>();
  for (const as of [null, ...context.voices]) {
    const seat = seatOf(known, context, as);
    if (!isRefusal(seat) && !hasVoted(known.request, seat, context.actor.ref)) {
      open.set(seat.as, seat);
    }
  }
  return [...open.values()];
}

/**
 * The same for what the board alone decides, and after a request was decided: to speak for a voice is not enough, and to be
 * few or to have voted before an appeal keeps nobody from stopping what runs.
 */
export function boardSeatOf(
  { request }: ExceptionCase,
  { actor }: Who,
): Seat | Refusal {
  if (actor.barredBecause !== null) return notAllowed(actor.barredBecause);
  if (namesOne(request.recused, actor)) {
    return notAllowed('You stepped aside from this request');
  }
  return actor.isDecider || actor.deputyFor !== null
    ? boardSeat(actor)
    : notAllowed('Only the board decides on this');
}
