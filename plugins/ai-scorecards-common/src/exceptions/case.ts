import type {
  Ask,
  ConditionAsk,
  ConditionState,
  DataClass,
  ExceptionState,
  Lane,
  ExceptionRole,
  RequestState,
  Vote,
  WindDownStep,
} from '../contract';
import type { Circumstances } from './circumstances';
import type { Closed } from './toolStands';

/** What a standing approval allows every team, until it ends. */
export interface StandingLimits {
  seats: number;
  days: number;
  /** Micro-units a month, all seats of a team together; null in early ones, inside which nothing stays that costs. */
  costPerMonth: number | null;
  data: DataClass[];
  /** Last UTC day, that day included. */
  until: string;
}

/** What people ask for. Whatever changes in it that matters makes a new revision. */
export interface Wish {
  ask: Ask;
  standing: StandingLimits | null;
}

export interface CaseComment {
  id: string;
  by: string;
  at: string;
  text: string;
  audience: 'team' | 'board';
}

/** A vote as it is kept. */
export interface CastVote extends Vote {
  /** What was true when it was cast; early entries of the log do not say. */
  circumstances?: Circumstances;
}

export interface CaseDecision {
  outcome: 'approved' | 'rejected' | 'lapsed' | 'withdrawn';
  /** Who granted in an emergency; left out otherwise. */
  by?: string;
  at: string;
  revision: number;
  basis: 'votes' | 'standing-approval' | 'break-glass' | 'rule' | 'requester';
  reason: string | null;
  conditions: ConditionAsk[];
  /** Break-glass: last UTC day for the board to ratify; null once it has. */
  ratifyBy: string | null;
  /** The standing approval that granted it; a request's id. */
  standing: string | null;
  /** Lapsed: who let it, nobody where the tool's policy left nothing to decide; early entries of the log do not say. */
  waitedFor?: 'board' | 'team' | 'nobody';
  /** What was true when it was made; early entries of the log do not say. */
  circumstances?: Circumstances;
}

export interface RequestCase {
  id: string;
  kind: 'team' | 'standing';
  state: RequestState;
  requester: string;
  createdAt: string;
  updatedAt: string;
  /** Counts from 1; votes name the revision that they saw. */
  revision: number;
  wish: Wish;
  /** What the revision before asked for; null in the first. */
  before: Wish | null;
  lane: Lane;
  /** The exception that it continues. */
  renews: string | null;
  /** True where only dates differ from the exception that it continues: one approval is enough. */
  datesOnly: boolean;
  submittedAt: string | null;
  /** UTC day on which a decision is due; null while the clock stands. */
  dueOn: string | null;
  /** Business days in review that passed before the present stay. */
  daysUsed: number;
  /** Since when it is in its present state, ISO text. */
  since: string;
  escalatedAt: string | null;
  votes: CastVote[];
  recused: string[];
  comments: CaseComment[];
  decision: CaseDecision | null;
  /** An appeal, once: those who voted before may not vote on it. */
  appeal: { by: string; at: string; text: string; notBy: string[] } | null;
  /** A standing approval that the board took back before its end. */
  standingEnded?: { at: string; because: string };
}

export interface CaseCondition extends ConditionAsk {
  n: number;
  state: ConditionState;
  /** Since when it stands so, ISO text; null before the first look. */
  since: string | null;
  sentenceNow: string | null;
  statement: {
    by: string;
    at: string;
    text: string;
    link: string | null;
  } | null;
  /** When the board was told that nobody knows how it stands. */
  escalatedAt: string | null;
}

export interface WindDown {
  /** UTC day. */
  openedOn: string;
  steps: {
    step: WindDownStep;
    done: boolean;
    how: 'evidence' | 'statement' | null;
    by: string | null;
  }[];
  closed: boolean;
}

/** Why an exception is suspended; what suspended it says what may reinstate it. */
export type SuspendedBy =
  | 'board'
  | 'condition'
  | Closed
  | 'not-ratified'
  | 'no-successor';

/** A part whose holder left the catalog. */
export interface Vacancy {
  part: ExceptionRole;
  /** Full ref. */
  who: string;
  /** Last UTC day to fill it. */
  dueOn: string;
}

export interface ExceptionRecord {
  id: string;
  state: ExceptionState;
  /** The revision whose approval made it. */
  revision: number;
  from: string;
  /** Last UTC day, that day included. */
  until: string;
  supportOwner: string;
  /** Who pays; null where nobody had to be named. */
  budgetOwner: string | null;
  /** Named to support it from now on; until they accept, who supported it before is answerable. */
  successor: string | null;
  acceptedAt: string | null;
  conditions: CaseCondition[];
  suspended: { since: string; because: string; by: SuspendedBy } | null;
  ended: {
    at: string;
    because: string | null;
    /** Expired: the exception that goes on in its place, granted before the end or after, to which the wind-down is left. */
    continuedBy?: string;
  } | null;
  /** Days before the end that its people were told of, as configured. */
  reminded: number[];
  vacancies: Vacancy[];
  renewals: number;
  windDown: WindDown | null;
}

/** A request and the exception that its approval makes, as one. */
export interface ExceptionCase {
  request: RequestCase;
  exception: ExceptionRecord | null;
}

/** States in which an exception counts against "one at a time". */
export const LIVE: readonly ExceptionState[] = ['active', 'suspended'];

/** States in which a request waits for somebody. */
export const OPEN: readonly RequestState[] = [
  'submitted',
  'in_review',
  'changes_requested',
];

/** States from which an exception is renewed; a suspended one has to be reinstated first. */
export const RENEWABLE: readonly ExceptionState[] = ['active', 'expired'];

/** States that an exception does not leave. */
export const ENDED: readonly ExceptionState[] = [
  'expired',
  'revoked',
  'retired',
  'graduated',
];
