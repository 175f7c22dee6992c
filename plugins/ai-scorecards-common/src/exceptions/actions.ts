import type { ExceptionAction, RequestAction } from '../contract';
import { ExceptionCase, RENEWABLE } from './case';
import type { CaseCommand } from './commands';
import { CaseContext, isRefusal } from './context';
import { BOARD, openSeatsOf, Seat } from './mayDecide';
import { outcomeOf } from './outcome';
import { listed } from './decisionInWords';

const SAID = 'Because';

/** A command of each kind as somebody could give it, to ask the state machine whether it would be carried out. */
function trials({
  request: { revision, wish },
  exception,
}: ExceptionCase): Record<RequestAction | ExceptionAction, CaseCommand | null> {
  const open = exception?.conditions.find(each => each.check === null);
  const step = exception?.windDown?.steps.find(each => !each.done);
  return {
    edit: { type: 'edit', revision, wish, isMaterial: false },
    delete: null,
    submit: { type: 'submit' },
    withdraw: { type: 'withdraw' },
    vote: {
      type: 'vote',
      revision,
      verdict: 'approve',
      as: null,
      reasonCode: null,
      reason: null,
      conditions: [],
    },
    comment: { type: 'comment', text: SAID, audience: 'team' },
    'request-changes': { type: 'request-changes', revision, text: SAID },
    recuse: { type: 'recuse', reason: null },
    appeal: { type: 'appeal', text: SAID },
    'break-glass': { type: 'break-glass', revision, reason: SAID },
    ratify: { type: 'ratify', reason: null },
    'end-standing': { type: 'end-standing', reason: SAID },
    accept: { type: 'accept' },
    renew: null,
    dossier: null,
    suspend: { type: 'suspend', reason: SAID },
    reinstate: { type: 'reinstate', reason: SAID },
    revoke: { type: 'revoke', reason: SAID },
    retire: { type: 'retire', reason: SAID },
    'name-owner': {
      type: 'name-owner',
      part: exception?.vacancies.some(each => each.part === 'team')
        ? 'team'
        : 'support-owner',
      successor: 'user:default/nobody',
    },
    'state-condition': open
      ? {
          type: 'state-condition',
          n: open.n,
          met: true,
          text: SAID,
          link: null,
        }
      : null,
    'wind-down': step
      ? { type: 'wind-down', step: step.step, text: SAID }
      : null,
  };
}

/** Whether a command would be carried out, once everything in it is right. */
function would(
  known: ExceptionCase,
  command: CaseCommand | null,
  context: CaseContext,
): boolean {
  if (!command) return false;
  const outcome = outcomeOf(known, command, context);
  if (outcome === null) return false;
  return !isRefusal(outcome) || outcome.kind === 'invalid';
}

/** The seats from which somebody may vote now and has not. */
export function seatsToVoteFrom(
  known: ExceptionCase,
  context: CaseContext,
): Seat[] {
  const { vote } = trials(known);
  return openSeatsOf(known, context).filter(
    ({ as }) =>
      vote?.type === 'vote' &&
      // What cannot be approved any more can still be rejected.
      (['approve', 'reject'] as const).some(verdict =>
        would(
          known,
          { ...vote, verdict, as: as === BOARD ? null : as },
          context,
        ),
      ),
  );
}

/** Whether somebody may vote now and has not. */
export function mayVote(known: ExceptionCase, context: CaseContext): boolean {
  return seatsToVoteFrom(known, context).length > 0;
}

/** What somebody may do with a request and its exception now. */
export function actionsOf({
  known,
  context,
  isRenewed,
}: {
  known: ExceptionCase;
  context: CaseContext;
  /** Whether the exception was renewed: once is all. */
  isRenewed: boolean;
}): {
  request: RequestAction[];
  exception: ExceptionAction[];
} {
  const { request, exception } = known;
  const commands = trials(known);
  const may = <Action extends RequestAction | ExceptionAction>(
    actions: readonly Action[],
  ) => actions.filter(action => would(known, commands[action], context));
  const { speaksForTeam, ref } = context.actor;
  const removes =
    request.state === 'draft' && (speaksForTeam || ref === request.requester);
  const renews =
    speaksForTeam &&
    exception &&
    RENEWABLE.includes(exception.state) &&
    !isRenewed;
  return {
    request: [
      ...may(['edit', 'submit', 'withdraw'] as const),
      ...(mayVote(known, context) ? (['vote'] as const) : []),
      ...may([
        'comment',
        'request-changes',
        'recuse',
        'appeal',
        'break-glass',
        'ratify',
        'end-standing',
      ] as const),
      ...(removes ? (['delete'] as const) : []),
    ],
    exception: exception
      ? [
          ...may([
            'accept',
            'suspend',
            'reinstate',
            'revoke',
            'retire',
            'name-owner',
            'state-condition',
            'wind-down',
          ] as const),
          ...(renews ? (['renew'] as const) : []),
        ]
      : [],
  };
}

const IN_WORDS: Record<RequestAction | ExceptionAction, string> = {
  edit: 'change it',
  delete: 'remove it',
  submit: 'send it',
  withdraw: 'withdraw it',
  vote: 'vote',
  comment: 'comment',
  'request-changes': 'ask the team',
  recuse: 'step aside',
  appeal: 'appeal',
  'break-glass': 'grant it in an emergency',
  ratify: 'ratify it',
  'end-standing': 'take the standing approval back',
  accept: 'accept support and conditions',
  renew: 'renew it',
  suspend: 'suspend it',
  reinstate: 'reinstate it',
  revoke: 'revoke it',
  retire: 'give it back',
  'name-owner': 'name who takes over',
  'state-condition': 'say how a condition stands',
  'wind-down': 'say what is wound down',
  dossier: 'read its dossier',
};

/** Says what somebody may do with a request and its exception now: "you can comment or revoke it". */
export function actionsInWords(
  known: ExceptionCase,
  context: CaseContext,
): string {
  const { request, exception } = actionsOf({
    known,
    context,
    isRenewed: false,
  });
  const words = [...request, ...exception].map(action => IN_WORDS[action]);
  return words.length > 0
    ? `you can ${listed(words, 'or')}`
    : 'there is nothing more for you to do';
}
