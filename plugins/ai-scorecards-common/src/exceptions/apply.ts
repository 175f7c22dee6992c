import type { Ask, ConditionAsk, ExceptionRole } from '../contract';
import type {
  CaseCondition,
  ExceptionCase,
  ExceptionRecord,
  RequestCase,
  Wish,
} from './case';
import type { CaseEvent, CaseEventData, CaseEventType } from './events';

type Change<Type extends CaseEventType> = (
  known: ExceptionCase,
  data: CaseEventData[Type],
  event: { at: string; by: string },
) => ExceptionCase;

const conditionOf = (condition: ConditionAsk, n: number): CaseCondition => ({
  ...condition,
  n,
  state: 'pending',
  since: null,
  sentenceNow: null,
  statement: null,
  escalatedAt: null,
});

const NO_WIND_DOWN_STEP = { done: false, how: null, by: null } as const;

function ofRequest(
  known: ExceptionCase,
  at: string,
  change: Partial<RequestCase>,
): ExceptionCase {
  return {
    ...known,
    request: { ...known.request, ...change, updatedAt: at },
  };
}

function ofException(
  known: ExceptionCase,
  change: (exception: ExceptionRecord) => Partial<ExceptionRecord>,
): ExceptionCase {
  const { exception } = known;
  if (!exception) throw new Error('There is no exception to change');
  return { ...known, exception: { ...exception, ...change(exception) } };
}

/** Changes one condition; `since` moves only when the state does. */
function ofCondition(
  known: ExceptionCase,
  n: number,
  change: (condition: CaseCondition) => Partial<CaseCondition>,
): ExceptionCase {
  return ofException(known, ({ conditions }) => ({
    conditions: conditions.map(condition =>
      condition.n === n ? { ...condition, ...change(condition) } : condition,
    ),
  }));
}

/** What is asked, with what early entries of the log do not have yet. */
const whole = ({ ask, standing }: Wish): Wish => ({
  standing,
  ask: { ...ask, joins: (ask as Partial<Ask>).joins ?? [] },
});

/** Ends the wait for a part, and no other. */
function filled(
  known: ExceptionCase,
  part: ExceptionRole,
  change: Partial<ExceptionRecord> = {},
): ExceptionCase {
  return ofException(known, ({ vacancies }) => ({
    ...change,
    vacancies: vacancies.filter(each => each.part !== part),
  }));
}

/** The comments with what somebody said in doing something: a question of the board, an appeal. */
function said(
  { comments }: RequestCase,
  text: string,
  { at, by }: { at: string; by: string },
): RequestCase['comments'] {
  const id = `said-${comments.length + 1}`;
  return [...comments, { id, by, at, text, audience: 'team' }];
}

/** The part that somebody held. */
function partOf(
  { request, exception }: ExceptionCase,
  who: string,
): ExceptionRole {
  if (who === request.wish.ask.team) return 'team';
  return who === exception?.supportOwner ? 'support-owner' : 'budget-owner';
}

const changes: { [Type in CaseEventType]: Change<Type> } = {
  'request-drafted': known => known,
  'request-edited': (known, data, { at }) => {
    const { wish, revision, lane, datesOnly, dueOn } = data;
    const { request } = known;
    const isNew = revision !== request.revision;
    return ofRequest(known, at, {
      wish: whole(wish),
      revision,
      lane,
      datesOnly: datesOnly ?? known.request.datesOnly,
      ...(dueOn !== undefined && { dueOn, escalatedAt: null }),
      before: isNew ? request.wish : request.before,
      votes: isNew
        ? request.votes.map(vote => ({ ...vote, counts: false }))
        : request.votes,
    });
  },
  'request-submitted': (known, { lane, datesOnly, dueOn }, { at }) =>
    ofRequest(known, at, {
      state: 'in_review',
      lane,
      datesOnly,
      dueOn,
      submittedAt: known.request.submittedAt ?? at,
      since: at,
    }),
  'request-withdrawn': (known, _, { at }) =>
    ofRequest(known, at, {
      state: 'withdrawn',
      since: at,
      dueOn: null,
      decision: {
        outcome: 'withdrawn',
        at,
        revision: known.request.revision,
        basis: 'requester',
        reason: null,
        conditions: [],
        ratifyBy: null,
        standing: null,
      },
    }),
  'changes-requested': (known, { text, daysUsed }, event) =>
    ofRequest(known, event.at, {
      comments: said(known.request, text, event),
      state: 'changes_requested',
      since: event.at,
      dueOn: null,
      daysUsed,
    }),
  'review-resumed': (known, { dueOn }, { at }) =>
    ofRequest(known, at, {
      state: 'in_review',
      since: at,
      dueOn,
      escalatedAt: null,
    }),
  'vote-cast': (known, vote, { at }) =>
    ofRequest(known, at, { votes: [...known.request.votes, vote] }),
  'member-recused': (known, { who }, { at }) =>
    ofRequest(known, at, {
      recused: [...new Set([...known.request.recused, who])],
      votes: known.request.votes.map(vote =>
        vote.by === who || vote.onBehalfOf === who
          ? { ...vote, counts: false }
          : vote,
      ),
    }),
  'comment-added': (known, { id, text, audience }, { at, by }) =>
    ofRequest(known, at, {
      comments: [...known.request.comments, { id, by, at, text, audience }],
    }),
  'standing-ended': (known, { because }, { at }) =>
    ofRequest(known, at, { standingEnded: { at, because } }),
  'tool-linked': (known, { tool }, { at }) => {
    const { wish } = known.request;
    return ofRequest(known, at, {
      wish: { ...wish, ask: { ...wish.ask, tool, newTool: null } },
    });
  },
  'request-decided': (known, decision, { at }) =>
    ofRequest(known, at, {
      state: decision.outcome,
      decision,
      dueOn: null,
      since: at,
    }),
  'request-appealed': (known, { text, notBy, dueOn }, event) => {
    const { at, by } = event;
    return ofRequest(known, at, {
      comments: said(known.request, text, event),
      state: 'in_review',
      since: at,
      dueOn,
      daysUsed: 0,
      escalatedAt: null,
      decision: null,
      appeal: { by, at, text, notBy },
      votes: known.request.votes.map(vote => ({ ...vote, counts: false })),
    });
  },
  'request-escalated': (known, _, { at }) =>
    ofRequest(known, at, { escalatedAt: at }),
  'decision-ratified': (known, _, { at }) =>
    ofRequest(known, at, {
      decision: known.request.decision && {
        ...known.request.decision,
        ratifyBy: null,
      },
    }),
  'exception-made': (known, data, { at }) => ({
    ...known,
    exception: {
      id: data.id,
      state: data.accepted ? 'scheduled' : 'pending',
      revision: data.revision,
      from: data.from,
      until: data.until,
      supportOwner: data.supportOwner,
      budgetOwner: known.request.wish.ask.budgetOwner,
      successor: null,
      acceptedAt: data.accepted ? at : null,
      conditions: data.conditions.map(conditionOf),
      suspended: null,
      ended: null,
      reminded: [],
      vacancies: [],
      renewals: data.renewals,
      windDown: null,
    },
  }),
  'exception-accepted': (known, _, { at }) =>
    ofException(known, () => ({ state: 'scheduled', acceptedAt: at })),
  'exception-activated': known =>
    ofException(known, () => ({ state: 'active' })),
  'exception-suspended': (known, { because, by }, { at }) =>
    ofException(known, () => ({
      state: 'suspended',
      suspended: { since: at, because, by },
    })),
  'exception-reinstated': known =>
    ofException(known, () => ({ state: 'active', suspended: null })),
  'exception-ended': (
    known,
    { as, because, windDownOn, continuedBy },
    { at },
  ) =>
    ofException(known, () => ({
      state: as,
      suspended: null,
      successor: null,
      vacancies: [],
      ended: {
        at,
        because,
        ...(continuedBy && { continuedBy: continuedBy.exception }),
      },
      windDown:
        windDownOn === null
          ? null
          : {
              openedOn: windDownOn,
              steps: [
                { step: 'seats-returned', ...NO_WIND_DOWN_STEP },
                { step: 'data-deleted', ...NO_WIND_DOWN_STEP },
                { step: 'contract-closed', ...NO_WIND_DOWN_STEP },
              ],
              closed: false,
            },
    })),
  'exception-reminded': (known, { days }) =>
    ofException(known, ({ reminded }) => ({ reminded: [...reminded, days] })),
  'condition-checked': (known, { n, state, sentence }, { at }) =>
    ofCondition(known, n, condition => ({
      state,
      sentenceNow: sentence,
      since: condition.state === state ? condition.since ?? at : at,
      escalatedAt: state === 'unknown' ? condition.escalatedAt : null,
    })),
  'condition-stated': (known, { n, met, text, link }, { at, by }) =>
    ofCondition(known, n, condition => {
      const state = met ? 'met' : 'breached';
      return {
        statement: { by, at, text, link },
        state,
        since: condition.state === state ? condition.since ?? at : at,
      };
    }),
  'condition-escalated': (known, { n }, { at }) =>
    ofCondition(known, n, () => ({ escalatedAt: at })),
  'owner-left': (known, { part, who, dueOn }) =>
    ofException(known, ({ vacancies }) => ({
      vacancies: [
        ...vacancies,
        { part: part ?? partOf(known, who), who, dueOn },
      ],
    })),
  'owner-returned': (known, { part }) => filled(known, part),
  'successor-named': (known, { part, successor }, { at }) => {
    if (part === 'team') {
      const { wish } = known.request;
      return ofRequest(filled(known, part), at, {
        wish: { ...wish, ask: { ...wish.ask, team: successor } },
      });
    }
    if (part === 'budget-owner') {
      return filled(known, part, { budgetOwner: successor });
    }
    // Nobody has accepted yet: whoever is named does.
    return known.exception?.state === 'pending'
      ? filled(known, part, { supportOwner: successor })
      : ofException(known, () => ({ successor }));
  },
  'owner-named': (known, { supportOwner }, { at }) =>
    filled(known, 'support-owner', {
      supportOwner,
      successor: null,
      acceptedAt: at,
    }),
  'wind-down-step': (known, { step, how }, { by }) =>
    ofException(known, ({ windDown }) => {
      if (!windDown) return {};
      const steps = windDown.steps.map(each =>
        each.step === step ? { ...each, done: true, how, by } : each,
      );
      return {
        windDown: {
          ...windDown,
          steps,
          closed: steps.every(each => each.done),
        },
      };
    }),
  'wind-down-left': (known, { continuedBy }) =>
    ofException(known, ({ ended }) => ({
      windDown: null,
      ended: ended && { ...ended, continuedBy: continuedBy.exception },
    })),
};

function drafted(
  { id, kind, wish, renews }: CaseEventData['request-drafted'],
  { at, by }: { at: string; by: string },
): ExceptionCase {
  return {
    request: {
      id,
      kind,
      state: 'draft',
      requester: by,
      createdAt: at,
      updatedAt: at,
      revision: 1,
      wish: whole(wish),
      before: null,
      lane: 'full',
      renews,
      datesOnly: false,
      submittedAt: null,
      dueOn: null,
      daysUsed: 0,
      since: at,
      escalatedAt: null,
      votes: [],
      recused: [],
      comments: [],
      decision: null,
      appeal: null,
    },
    exception: null,
  };
}

/** Returns the case after an event. Throws for an event that cannot follow, which only a broken log holds. */
export function apply(
  known: ExceptionCase | undefined,
  event: CaseEvent,
): ExceptionCase {
  if (event.type === 'request-drafted') return drafted(event.data, event);
  if (!known) throw new Error(`A case cannot begin with ${event.type}`);
  // The table has a change for every type, which the compiler cannot follow through the union.
  const change = changes[event.type] as Change<typeof event.type>;
  return change(known, event.data as never, event);
}

/** Returns the case that a list of events makes; undefined for none. */
export function replay(events: Iterable<CaseEvent>): ExceptionCase | undefined {
  let known: ExceptionCase | undefined;
  for (const event of events) known = apply(known, event);
  return known;
}
