import {
  checkKinds,
  ExceptionCase,
  ExceptionRequest,
  formatMicros,
  isHeldBack,
  Precedent,
  RequestCase,
  todayOf,
  actionsOf,
} from 'backstage-plugin-ai-scorecards-common';
import { changesOf } from './changes';
import { circumstancesInWords } from './circumstances';
import { namedGroup } from './people';
import { requestRow } from './requestRow';
import { askSeen, isParty, reasonSeen, Seen } from './seen';
import { timelineOf } from './timeline';
import { votersOf } from './voters';

function flagsOf({ known, around }: Seen): string[] {
  const { request } = known;
  const security = around.tool?.security;
  const renewal = (around.predecessor?.exception?.renewals ?? 0) + 1;
  return [
    ...(security?.trainsOnCode ? ['trains on code'] : []),
    ...(security && security.sso !== 'enforced' ? ['no enforced SSO'] : []),
    ...(request.renews ? [`renewal ${renewal}`] : []),
    ...(request.appeal ? ['appeal'] : []),
  ];
}

/** What only those who decide read beside the request itself. */
function forDeciders({
  around,
  conditionFacts,
}: Seen): Pick<ExceptionRequest, 'figures' | 'checks'> {
  return {
    figures: (around.figures?.scorecard ?? []).map(
      ({ id, title, unit, figure, status }) => ({
        id,
        title,
        unit,
        figure,
        status,
      }),
    ),
    checks: conditionFacts
      ? checkKinds.map(kind => ({
          kind,
          now: todayOf(kind, conditionFacts),
          heldBack: isHeldBack(kind, conditionFacts),
        }))
      : [],
  };
}

/** Another team's request for the same tool: its numbers for those who decide, its text for nobody. */
function joinedSeen(
  { id, dueOn, wish: { ask } }: RequestCase,
  { around }: Seen,
  decides: boolean,
): ExceptionRequest['joined'][number] {
  const asked = [
    ask.seats === null ? null : `${ask.seats} seats`,
    ask.costPerMonth === null
      ? null
      : `${formatMicros(ask.costPerMonth)} ${ask.currency} a month`,
    ask.data && `${ask.data} data`,
    ask.until && `until ${ask.until}`,
    dueOn && `decision by ${dueOn}`,
  ];
  return {
    team: namedGroup(around.people, ask.team),
    request: decides ? id : null,
    sentence: decides ? asked.filter(Boolean).join(' · ') : null,
  };
}

/** A request with everything that the caller may see of it. */
export function requestView(
  seen: Seen,
  beside: {
    precedents: Precedent[];
    joined: readonly ExceptionCase[];
    differs: string[];
    teamTools: string[];
    /** The caller may read the log, and with it what was kept with the decision. */
    readsLog: boolean;
  },
): ExceptionRequest {
  const { known, around, context } = seen;
  const { request } = known;
  const decides = isParty(seen) && context.actor.ref !== request.requester;
  const appealUntil =
    request.state === 'rejected' && request.appeal === null
      ? new Date(
          Date.parse(request.since) + context.rules.appealDays * 86_400_000,
        )
          .toISOString()
          .slice(0, 10)
      : null;
  return {
    ...requestRow(seen),
    ask: askSeen(seen),
    standing: request.wish.standing,
    toolPolicy: around.tool?.policy ?? null,
    inherited: request.wish.ask.security ? null : around.inherited,
    joined: beside.joined.map(other =>
      joinedSeen(other.request, seen, decides),
    ),
    createdAt: request.createdAt,
    updatedAt: request.updatedAt,
    faults: request.state === 'draft' ? [...context.faults] : [],
    // What was kept with each is the auditor's.
    votes: request.votes.map(({ circumstances: _, ...vote }) => ({
      ...vote,
      reasonCode: reasonSeen(seen, vote.reasonCode),
    })),
    recused: request.recused,
    voters: votersOf(seen),
    comments: request.comments.filter(
      comment => comment.audience === 'team' || decides,
    ),
    decision: request.decision && {
      outcome: request.decision.outcome,
      at: request.decision.at,
      revision: request.decision.revision,
      basis: request.decision.basis,
      reason: reasonSeen(seen, request.decision.reason),
      conditions: request.decision.conditions,
      ratifyBy: request.decision.ratifyBy,
      ...(beside.readsLog && {
        circumstances: circumstancesInWords(
          request.decision.circumstances,
          around.people,
        ),
      }),
    },
    appealUntil,
    precedents: beside.precedents,
    differs: decides ? beside.differs : [],
    teamTools: decides ? beside.teamTools : [],
    ...(decides ? forDeciders(seen) : { figures: [], checks: [] }),
    flags: flagsOf(seen),
    changed: changesOf(seen),
    timeline: timelineOf(seen),
    may: actionsOf(seen).request,
  };
}
