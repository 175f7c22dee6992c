import { askSchema } from '../../contract';
import { apply, replay } from '../apply';
import type { ExceptionCase, Wish } from '../case';
import type { CaseCommand } from '../commands';
import { Actor, CaseContext, isRefusal, Refusal } from '../context';
import { decide } from '../decide';
import type { CaseEvent } from '../events';
import { defaultRules } from '../rules';

export const REQUESTER = 'user:default/rita';
export const MATE = 'user:default/mate';
export const OWNER = 'user:default/owen';
export const BOARD_A = 'user:default/ada';
export const BOARD_B = 'user:default/bob';
export const BOARD_C = 'user:default/cy';
export const SYSTEM = 'system';

export const wishOf = (change: Partial<Wish['ask']> = {}): Wish => ({
  standing: null,
  ask: {
    ...askSchema.parse({
      team: 'group:default/atlas',
      tool: 'resource:default/cursor',
      category: 'capability-gap',
      why: 'Its editor knows our language',
      seats: 5,
      costPerMonth: 100_000_000,
      data: 'internal',
      supportOwner: OWNER,
      acceptsSupport: true,
      until: '2027-02-21',
    }),
    ...change,
  },
});

const plain: Actor = {
  ref: SYSTEM,
  speaksForTeam: false,
  isAdmin: false,
  isDecider: false,
  voices: [],
  deputyFor: null,
  barredBecause: null,
};

/** People of the tests, by ref; everybody else is an outsider. */
const people: Record<string, Partial<Actor>> = {
  [REQUESTER]: { speaksForTeam: true, barredBecause: 'You filed it' },
  [MATE]: { speaksForTeam: true, barredBecause: 'You are in the team' },
  [OWNER]: { speaksForTeam: true, barredBecause: 'You support it' },
  [BOARD_A]: { isDecider: true },
  [BOARD_B]: { isDecider: true },
  [BOARD_C]: { isDecider: true },
};

/** The context in which somebody acts on a day. */
export function contextOf(
  ref: string,
  change: Partial<CaseContext> & { today?: string } = {},
): CaseContext {
  const today = change.today ?? '2026-11-24';
  return {
    at: `${today}T09:00:00.000Z`,
    today,
    rules: defaultRules,
    actor: { ...plain, ...people[ref], ref },
    ids: { exception: 'exception-1', comment: 'comment-1' },
    lane: 'full',
    faults: [],
    isUser: () => true,
    nameOf: who => who.split('/')[1] ?? who,
    isTeam: () => true,
    toolPolicy: 'exception-required',
    eligible: [BOARD_A, BOARD_B, BOARD_C],
    board: 'ok',
    circumstances: decider => ({
      lane: 'full',
      datesOnly: false,
      needed: 2,
      rejection: 'single',
      board: 'group:default/ai-board',
      chair: null,
      voices: [],
      electorate: 'ok',
      looked: { below: [], above: [], excepted: [] },
      people: decider ? [{ ...decider, found: null, group: null }] : [],
    }),
    barredVoters: [],
    heldBack: [],
    voices: [],
    standing: null,
    inTheWay: null,
    predecessor: null,
    notRenewable: null,
    continuedBy: null,
    datesOnly: false,
    dueOn: '2026-12-01',
    dueOnRunning: '2026-12-08',
    ratifyBy: '2026-12-01',
    daysUsed: 0,
    ...change,
  };
}

export const approval = (
  revision: number,
): Extract<CaseCommand, { type: 'vote' }> => ({
  type: 'vote',
  revision,
  verdict: 'approve',
  as: null,
  reasonCode: 'fills-a-gap',
  reason: null,
  conditions: [],
});

export const rejection = (
  revision: number,
): Extract<CaseCommand, { type: 'vote' }> => ({
  ...approval(revision),
  verdict: 'reject',
  reasonCode: null,
  reason: 'Its terms train on our code',
});

/** A case that is played command by command. */
export class Play {
  readonly events: CaseEvent[] = [];
  known: ExceptionCase | undefined;

  constructor(wish: Wish = wishOf()) {
    this.do(REQUESTER, {
      type: 'draft',
      id: 'request-1',
      kind: 'team',
      wish,
      renews: null,
    });
  }

  /** Returns the types of what followed, or the refusal. */
  do(
    who: string,
    command: CaseCommand,
    change: Partial<CaseContext> = {},
  ): string[] | Refusal {
    const outcome = decide(this.known, command, contextOf(who, change));
    if (isRefusal(outcome)) return outcome;
    for (const event of outcome) this.known = apply(this.known, event);
    this.events.push(...outcome);
    return outcome.map(({ type }) => type);
  }

  get request() {
    return this.known!.request;
  }

  get exception() {
    return this.known!.exception!;
  }

  replayed() {
    return replay(this.events);
  }

  submitted(change: Partial<CaseContext> = {}): this {
    this.do(REQUESTER, { type: 'submit' }, change);
    return this;
  }

  approve(who: string, change: Partial<CaseContext> = {}) {
    return this.do(who, approval(this.request.revision), change);
  }

  /** Approved by two, accepted, running. */
  running(): this {
    this.submitted();
    this.approve(BOARD_A);
    this.approve(BOARD_B);
    this.do(OWNER, { type: 'accept' });
    return this;
  }
}
