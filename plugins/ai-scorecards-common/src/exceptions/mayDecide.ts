import type { ExceptionCase } from './case';
import { CaseContext, isRefusal, notAllowed, Refusal } from './context';

/** In which part somebody would vote. */
export interface Seat {
  /** The Group whose voice it is, or `board`. */
  as: string;
  onBehalfOf: string | null;
}

export const BOARD = 'board';

/** Why somebody may not decide on a request at all, or the seat from which they may. */
export function seatOf(
  { request }: ExceptionCase,
  context: Pick<CaseContext, 'actor' | 'board' | 'voices'>,
  as: string | null,
): Seat | Refusal {
  const { actor, board, voices } = context;
  if (actor.barredBecause !== null) return notAllowed(actor.barredBecause);
  if (
    request.recused.includes(actor.ref) ||
    (actor.deputyFor !== null && request.recused.includes(actor.deputyFor))
  ) {
    return notAllowed('You stepped aside from this request');
  }
  const isHeardBefore =
    request.appeal?.notBy.includes(actor.ref) ||
    (actor.deputyFor !== null &&
      request.appeal?.notBy.includes(actor.deputyFor));
  if (isHeardBefore) {
    return notAllowed('An appeal goes to members who did not vote before');
  }
  if (as !== null) {
    return voices.includes(as) && actor.voices.includes(as)
      ? { as, onBehalfOf: null }
      : notAllowed(`You do not speak for ${as} on this request`);
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
    return {
      as: BOARD,
      onBehalfOf: actor.isDecider ? null : actor.deputyFor,
    };
  }
  const [voice] = actor.voices;
  return voice !== undefined && voices.includes(voice)
    ? { as: voice, onBehalfOf: null }
    : notAllowed('Only the board decides on requests');
}

/** The same for what the board alone decides: to speak for a voice is not enough. */
export function boardSeatOf(
  known: ExceptionCase,
  context: Pick<CaseContext, 'actor' | 'board' | 'voices'>,
): Seat | Refusal {
  const seat = seatOf(known, context, null);
  return isRefusal(seat) || seat.as === BOARD
    ? seat
    : notAllowed('Only the board decides on this');
}
