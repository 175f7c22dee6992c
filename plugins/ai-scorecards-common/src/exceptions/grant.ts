import type { ConditionAsk } from '../contract';
import { addDays } from '../time';
import type { CaseDecision, ExceptionCase, RequestCase } from './case';
import { CaseContext, conflict, Refusal } from './context';
import type { CaseEvent } from './events';
import { nothingToGrant } from './toolStands';
import { eventOf } from './transition';

/** The first and the last UTC day of the exception that an approval makes. */
export function spanOf(
  { request }: { request: Pick<RequestCase, 'wish'> },
  { today, rules, predecessor }: CaseContext,
): { from: string; until: string } {
  const { ask } = request.wish;
  const asked = ask.from !== null && ask.from > today ? ask.from : today;
  // A renewal takes over where its predecessor ends.
  const from = predecessor?.isLive ? addDays(predecessor.until, 1) : asked;
  const latest = addDays(from, rules.expiry.maxDays - 1);
  const wanted = ask.until ?? addDays(from, rules.expiry.defaultDays - 1);
  return { from, until: wanted > latest ? latest : wanted };
}

/** Why nothing can be granted by now, whoever decides: the tool's policy, what it renews, or an end that is over. */
export function notGranted(
  known: ExceptionCase,
  context: CaseContext,
): Refusal | null {
  const nothing = nothingToGrant(context.toolPolicy) ?? context.notRenewable;
  if (nothing !== null) return conflict(nothing);
  if (known.request.kind === 'standing') return null;
  const { from, until } = spanOf(known, context);
  return until < from
    ? conflict(
        `It was asked for until ${until} and would begin on ${from}: ask the team for another end`,
      )
    : null;
}

/** The conditions of an approval: those of every vote that counts, each once. */
export function unionOf(lists: readonly ConditionAsk[][]): ConditionAsk[] {
  const known = new Map<string, ConditionAsk>();
  for (const condition of lists.flat()) {
    const key = JSON.stringify([
      condition.sentence.toLocaleLowerCase('en-US'),
      condition.dueOn,
      condition.check,
    ]);
    if (!known.has(key)) known.set(key, condition);
  }
  return [...known.values()];
}

/** What those demand who approved the present revision, whose votes count, and who are not barred by now. */
export function conditionsOf(
  { votes, revision }: Pick<RequestCase, 'votes' | 'revision'>,
  { barredVoters }: Pick<CaseContext, 'barredVoters'>,
): ConditionAsk[] {
  return unionOf(
    votes
      .filter(
        vote =>
          vote.counts &&
          vote.revision === revision &&
          !barredVoters.includes(vote.by) &&
          vote.verdict === 'approve',
      )
      .map(vote => vote.conditions),
  );
}

/** Decides for a request, and makes its exception where it asks for one. */
export function granted(
  known: ExceptionCase,
  context: CaseContext,
  decision: Pick<
    CaseDecision,
    | 'basis'
    | 'reason'
    | 'conditions'
    | 'ratifyBy'
    | 'standing'
    | 'by'
    | 'circumstances'
  >,
): CaseEvent[] {
  const { request } = known;
  const { supportOwner } = request.wish.ask;
  const decided = eventOf(context, 'request-decided', {
    outcome: 'approved',
    at: context.at,
    revision: request.revision,
    ...decision,
  });
  if (request.kind === 'standing' || supportOwner === null) return [decided];
  const span = spanOf(known, context);
  // Who sends, supports and gets no condition has accepted it all in the form, and nobody for somebody else.
  const accepted =
    decision.basis === 'standing-approval' &&
    supportOwner === context.actor.ref &&
    decision.conditions.length === 0;
  const made = eventOf(context, 'exception-made', {
    id: context.ids.exception,
    revision: request.revision,
    ...span,
    supportOwner,
    conditions: decision.conditions,
    accepted,
    renewals: context.predecessor ? context.predecessor.renewals + 1 : 0,
  });
  const starts = accepted && span.from <= context.today;
  return [
    decided,
    made,
    ...(starts ? [eventOf(context, 'exception-activated', {})] : []),
  ];
}
