import {
  quorumOf,
  RequestCase,
  RequestRow,
  tallyOf,
  mayVote,
} from 'backstage-plugin-ai-scorecards-common';
import { namedTool } from './namedTool';
import { namedGroup } from './people';
import { isOverdue, Seen } from './seen';
import { standstillOf } from './standstill';

/** A row of a list. */
export function requestRow(seen: Seen): RequestRow {
  const { known, around, context } = seen;
  const { request } = known;
  const { ask } = request.wish;
  const tally = tallyOf(known, context);
  const ofVoice = (voice: string) =>
    request.votes.find(vote => vote.counts && vote.as === voice);
  const voted = request.votes.some(
    vote =>
      vote.counts &&
      vote.revision === request.revision &&
      vote.by === context.actor.ref,
  );
  return {
    id: request.id,
    kind: request.kind,
    state: request.state,
    revision: request.revision,
    lane: request.state === 'draft' ? around.lane.lane : request.lane,
    team: namedGroup(around.people, ask.team),
    tool: namedTool(request, around),
    requester: request.requester,
    seats: ask.seats,
    costPerMonth: ask.costPerMonth,
    currency: ask.currency,
    data: ask.data,
    until: ask.until,
    submittedAt: request.submittedAt,
    dueOn: request.dueOn,
    overdue: isOverdue(seen),
    approvals: {
      have: tally.approvals.length,
      needed: quorumOf(known, context),
    },
    voices: around.voices.map(voice => {
      const heard = ofVoice(voice);
      let state: 'waiting' | 'approved' | 'rejected' = 'waiting';
      if (heard) state = heard.verdict === 'approve' ? 'approved' : 'rejected';
      return {
        group: voice,
        title: namedGroup(around.people, voice).title,
        state,
      };
    }),
    mayVote: mayVote(known, context),
    done:
      (voted && !mayVote(known, context)) ||
      request.recused.includes(context.actor.ref),
    renews: request.renews,
    joins: ask.joins.map(team => namedGroup(around.people, team)),
    stuck: request.state === 'in_review' ? standstillOf(around).sentence : null,
    decided: decidedOf(request),
    exception: known.exception?.id ?? null,
  };
}

/** A decision in short: what came of it, when, and whose it was. */
function decidedOf({
  decision,
  requester,
  votes,
}: RequestCase): RequestRow['decided'] {
  if (!decision) return null;
  const { outcome, at, basis, waitedFor } = decision;
  const verdict = outcome === 'approved' ? 'approve' : 'reject';
  const voters = votes
    .filter(
      vote =>
        vote.counts &&
        vote.revision === decision.revision &&
        vote.verdict === verdict,
    )
    .map(vote => vote.by);
  const by = {
    votes: [...new Set(voters)],
    'break-glass': decision.by ? [decision.by] : [],
    requester: [requester],
    'standing-approval': [],
    rule: [],
  }[basis];
  return { outcome, at, basis, by, ...(waitedFor && { waitedFor }) };
}
