import {
  Ask,
  BOARD,
  CaseContext,
  ConditionFacts,
  changedFields,
  checkKinds,
  ExceptionCase,
  ExceptionRequest,
  formatMicros,
  isHeldBack,
  isRefusal,
  Precedent,
  quorumOf,
  RequestCase,
  RequestRow,
  seatOf,
  tallyOf,
  todayOf,
} from 'backstage-plugin-ai-scorecards-common';
import { Surroundings } from '../service/facts/Surroundings';
import { toolOf } from '../store/toolOf';
import { actionsOf, mayVote, seatsToVoteFrom } from './actions';
import { isPrivate, isPrivateField, withoutPrivate } from './privateAsk';
import { askWords } from './askInWords';
import { namedTool } from './namedTool';
import { namedGroup, namedUser } from './people';

/** A case with everything that answers about it are made of. */
export interface Seen {
  known: ExceptionCase;
  around: Surroundings;
  context: CaseContext;
  /** What live checks look at; null where figures were not read. */
  conditionFacts: ConditionFacts | null;
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

const boardSentences = {
  ok: null,
  'no-board':
    'No board is configured. Name one in aiScorecards.exceptions.boardGroup; until then nothing is decided.',
  'no-eligible-approvers':
    'Too few people without a conflict of interest are left. Add members to the board, or name fallback approvers in aiScorecards.exceptions.fallbackApprovers.',
} as const;

export const boardSentence = (state: keyof typeof boardSentences) =>
  boardSentences[state];

/** Why a request cannot be decided now, and what to do: nobody decides, or nobody is left to give a voice. */
export function standstillOf({
  electorate: { state },
  speakers,
  people,
}: Pick<Surroundings, 'electorate' | 'speakers' | 'people'>): Pick<
  ExceptionRequest['voters'],
  'state' | 'sentence'
> {
  const silent = [...speakers].filter(([, users]) => users.length === 0);
  if (state !== 'ok' || silent.length === 0) {
    return { state, sentence: boardSentences[state] };
  }
  const titles = silent.map(([voice]) => namedGroup(people, voice).title);
  return {
    state: 'no-voice',
    sentence: `${titles.join(
      ' and ',
    )} must be heard, and nobody there can speak without a conflict of interest. Add members, or name another Group in aiScorecards.exceptions.routing.`,
  };
}

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

/** What only requester and deciders read stands empty for others. */
export function askSeen(seen: Seen): Ask {
  const { ask } = seen.known.request.wish;
  if (isParty(seen)) return ask;
  return withoutPrivate(ask, seen.known.request.before?.ask);
}

function votersOf(seen: Seen): ExceptionRequest['voters'] {
  const { known, around, context } = seen;
  const { eligible, barred } = around.electorate;
  const seat = seatOf(known, context, null);
  return {
    ...standstillOf(around),
    eligible: eligible.map(ref => namedUser(around.people, ref)),
    barred: barred.map(({ user, because }) => ({
      ...namedUser(around.people, user),
      because: because.replace(/^You /, 'They '),
    })),
    you: {
      mayVote: !isRefusal(seat),
      because: isRefusal(seat) ? seat.sentence : null,
      seats: seatsToVoteFrom(known, context).map(({ as }) =>
        as === BOARD
          ? {
              as: null,
              title: namedGroup(around.people, around.board ?? '').title,
            }
          : { as, title: namedGroup(around.people, as).title },
      ),
    },
  };
}

function changesOf(seen: Seen): ExceptionRequest['changed'] {
  const { before, wish } = seen.known.request;
  if (!before) return [];
  const fields = changedFields(before.ask, wish.ask);
  const shownFields = isParty(seen)
    ? fields
    : fields.filter(
        field => !isPrivate([before.ask, wish.ask]) || !isPrivateField(field),
      );
  return shownFields.map(field => ({
    field,
    before: askWords(field, before.ask) ?? 'nothing',
    after: askWords(field, wish.ask) ?? 'nothing',
  }));
}

function timelineOf(seen: Seen): ExceptionRequest['timeline'] {
  const { known, around, context } = seen;
  const { request, exception } = known;
  const steps: ExceptionRequest['timeline'] = [];
  const add = (
    what: string,
    at: string | null,
    by: string | null = null,
    state: 'done' | 'now' | 'ahead' = 'done',
  ) => steps.push({ at, what, by, state });
  add('Drafted', request.createdAt, request.requester);
  if (request.submittedAt) add('Sent', request.submittedAt, request.requester);
  for (const vote of request.votes.filter(each => each.counts)) {
    add(
      `${vote.verdict === 'approve' ? 'Approved' : 'Rejected'} by ${
        namedUser(around.people, vote.by).title
      }${
        around.voices.includes(vote.as)
          ? ` for ${namedGroup(around.people, vote.as).title}`
          : ''
      }`,
      vote.at,
      vote.by,
    );
  }
  if (request.appeal) add('Appealed', request.appeal.at, request.appeal.by);
  if (request.state === 'changes_requested') {
    const question = request.comments.find(({ at }) => at === request.since);
    add(
      `The board asks: ${question?.text ?? 'see what was said'}`,
      request.since,
      null,
      'now',
    );
  }
  if (request.state === 'in_review') {
    const { approvals, needed, waitingFor } = tallyOf(known, context);
    const rest = [
      `${approvals.length} of ${needed} approvals`,
      ...waitingFor.map(
        voice => `${namedGroup(around.people, voice).title} to be heard`,
      ),
    ];
    add(`In review: ${rest.join(', ')}`, null, null, 'now');
    if (request.dueOn) add(`Decision by ${request.dueOn}`, null, null, 'ahead');
  }
  if (request.decision) {
    const { outcome, at } = request.decision;
    add(outcome[0].toLocaleUpperCase('en-US') + outcome.slice(1), at);
  }
  if (exception) {
    if (exception.state === 'pending') {
      add(
        `${
          namedUser(around.people, exception.supportOwner).title
        } accepts support`,
        null,
        exception.supportOwner,
        'now',
      );
    } else if (exception.acceptedAt) {
      add('Support accepted', exception.acceptedAt, exception.supportOwner);
    }
    if (exception.suspended) {
      add(
        `Suspended: ${exception.suspended.because}`,
        exception.suspended.since,
        null,
        'now',
      );
    }
    if (exception.ended) add(`Ended: ${exception.state}`, exception.ended.at);
    else add(`Ends after ${exception.until}`, null, null, 'ahead');
  }
  return steps;
}

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
    standing: request.wish.standing as ExceptionRequest['standing'],
    toolPolicy: around.tool?.policy ?? null,
    inherited: request.wish.ask.security ? null : around.inherited,
    joined: beside.joined.map(other =>
      joinedSeen(other.request, seen, decides),
    ),
    createdAt: request.createdAt,
    updatedAt: request.updatedAt,
    faults: request.state === 'draft' ? [...context.faults] : [],
    // What was kept with each is the auditor's.
    votes: request.votes.map(({ circumstances: _, ...vote }) => vote),
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
      reason: request.decision.reason,
      conditions: request.decision.conditions,
      ratifyBy: request.decision.ratifyBy,
    },
    appealOf: null,
    appealUntil,
    precedents: beside.precedents,
    differs: decides ? beside.differs : [],
    teamTools: decides ? beside.teamTools : [],
    ...(decides ? forDeciders(seen) : { figures: [], checks: [] }),
    flags: flagsOf(seen),
    changed: changesOf(seen),
    timeline: timelineOf(seen),
    may: actionsOf(known, context).request,
  };
}

/** A decision in its public form: never another team's text. */
export function precedentOf(
  { request, exception }: ExceptionCase,
  title: string,
): Precedent | null {
  const { decision, wish } = request;
  if (decision?.outcome !== 'approved' && decision?.outcome !== 'rejected') {
    return null;
  }
  return {
    tool: toolOf(request) ?? '',
    toolTitle: title,
    outcome: decision.outcome,
    decidedOn: decision.at.slice(0, 10),
    seats: wish.ask.seats,
    days: exception
      ? Math.round(
          (Date.parse(exception.until) - Date.parse(exception.from)) /
            86_400_000,
        ) + 1
      : null,
    data: wish.ask.data,
    conditions: decision.conditions.map(({ sentence }) => sentence),
    reason: decision.reason,
  };
}
