import {
  Ask,
  CaseContext,
  ConditionFacts,
  ExceptionCase,
  isRefusal,
  seatOf,
  withoutPrivateReason,
} from 'backstage-plugin-ai-scorecards-common';
import type { Surroundings } from '../service/facts/Surroundings';
import { withoutPrivate } from './privateAsk';

/** A case with everything that answers about it are made of. */
export interface Seen {
  known: ExceptionCase;
  around: Surroundings;
  context: CaseContext;
  /** What live checks look at; null where figures were not read. */
  conditionFacts: ConditionFacts | null;
  /** The exception was renewed already. */
  isRenewed: boolean;
}

/** Whether somebody reads what only those who ask and those who decide may read. */
export function isParty({ known, context }: Seen): boolean {
  const { actor } = context;
  return (
    actor.ref === known.request.requester ||
    !isRefusal(seatOf(known, { ...context, board: 'ok' }, null))
  );
}

export function isOverdue({ known, around }: Seen): boolean {
  const { state, dueOn } = known.request;
  return state === 'in_review' && dueOn !== null && around.today > dueOn;
}

/** The reason of a vote or decision, as the caller may read it. */
export const reasonSeen = <Reason extends string>(
  seen: Seen,
  reason: Reason | null,
) => (isParty(seen) ? reason : withoutPrivateReason(reason));

/** What only requester and deciders read stands empty for others. */
export function askSeen(seen: Seen): Ask {
  const { ask } = seen.known.request.wish;
  if (isParty(seen)) return ask;
  return withoutPrivate(ask, seen.known.request.before?.ask);
}
