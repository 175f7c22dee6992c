import type {
  ConditionAsk,
  ConditionState,
  Lane,
  ExceptionRole,
} from '../contract';
import type { CaseDecision, CastVote, SuspendedBy, Wish } from './case';

/** An exception that was granted as the renewal of another one. */
export interface Continuation {
  /** Its id. */
  exception: string;
  /** Last UTC day, that day included. */
  until: string;
  /** Whether its support was accepted: before, nothing is permitted. */
  accepted: boolean;
}

/** What happened to a case, by type. Plain JSON, so that the log holds it and a replay gives the same case. */
export interface CaseEventData {
  'request-drafted': {
    id: string;
    kind: 'team' | 'standing';
    wish: Wish;
    renews: string | null;
  };
  'request-edited': {
    wish: Wish;
    revision: number;
    lane: Lane;
    datesOnly?: boolean;
    /** The class of data brought another term with it; left out where it did not. */
    dueOn?: string;
  };
  'request-submitted': { lane: Lane; datesOnly: boolean; dueOn: string };
  'request-withdrawn': Record<string, never>;
  'changes-requested': { text: string; daysUsed: number };
  'review-resumed': { dueOn: string };
  'vote-cast': CastVote;
  'member-recused': { who: string; reason: string | null };
  'comment-added': { id: string; text: string; audience: 'team' | 'board' };
  'request-decided': CaseDecision;
  'request-appealed': { text: string; notBy: string[]; dueOn: string };
  'request-escalated': Record<string, never>;
  'standing-ended': { because: string };
  'tool-linked': { tool: string };
  'decision-ratified': { reason: string | null };
  'exception-made': {
    id: string;
    revision: number;
    from: string;
    until: string;
    supportOwner: string;
    conditions: ConditionAsk[];
    /** Granted by a standing approval or by a support owner's own filing: nothing is left to accept. */
    accepted: boolean;
    /** Which renewal in a row it is; 0 for a first one. */
    renewals: number;
  };
  'exception-accepted': Record<string, never>;
  'exception-activated': Record<string, never>;
  'exception-suspended': { because: string; by: SuspendedBy };
  'exception-reinstated': { because: string };
  'exception-ended': {
    as: 'expired' | 'revoked' | 'retired' | 'graduated';
    because: string | null;
    /** UTC day on which a wind-down opens; null for a tool that may stay. */
    windDownOn: string | null;
    /** Expired: what goes on in its place; left out where nothing does. */
    continuedBy?: Continuation;
  };
  'exception-reminded': {
    days: number;
    /** The renewal that is granted; left out where there is none. */
    continuedBy?: Continuation;
  };
  'condition-checked': {
    n: number;
    state: ConditionState;
    sentence: string | null;
  };
  'condition-stated': {
    n: number;
    met: boolean;
    text: string;
    link: string | null;
  };
  'condition-escalated': { n: number };
  /** Early entries do not name the part: it is the one that `who` held. */
  'owner-left': { part?: ExceptionRole; who: string; dueOn: string };
  'owner-returned': { part: ExceptionRole };
  'successor-named': { part: ExceptionRole; successor: string };
  /** Who was named to support it accepted, with its conditions. */
  'owner-named': { supportOwner: string };
  'wind-down-step': {
    step: 'seats-returned' | 'data-deleted' | 'contract-closed';
    how: 'evidence' | 'statement';
    text: string | null;
  };
  /** What was granted after the end goes on in its place, and its wind-down with it. */
  'wind-down-left': { continuedBy: Continuation };
}

export type CaseEventType = keyof CaseEventData;

/** `by` is a full user ref or `system`; `at` ISO text in UTC. */
export type CaseEvent = {
  [Type in CaseEventType]: {
    type: Type;
    at: string;
    by: string;
    data: CaseEventData[Type];
  };
}[CaseEventType];

/**
 * Keys under which free text of people stands, which the log keeps apart so that it can be erased. The category is with
 * them because an accessibility reason is nobody's but the requester's and the deciders'.
 */
export const FREE_TEXT_KEYS = [
  'category',
  'why',
  'security',
  'risks',
  'success',
  'exit',
  'text',
  'reason',
  'sentence',
  'because',
  'title',
] as const;
