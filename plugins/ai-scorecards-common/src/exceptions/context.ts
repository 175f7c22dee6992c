import type { AskFault, Lane } from '../contract';
import type { Circumstances, Decider } from './circumstances';
import type { CheckKind } from './conditions';
import type { Continuation } from './events';
import type { ExceptionRules } from './rules';
import type { ToolStanding } from './toolStands';

/** What the backend knows of whoever acts, from the catalog of the day. */
export interface Actor {
  /** Full user ref, or `system` for what happens by itself. */
  ref: string;
  /** On the roster of the team that asks, or leads it or an ancestor: may file and change requests. */
  speaksForTeam: boolean;
  isAdmin: boolean;
  /** Sits on the board that decides this request, or among the fallback approvers where they decide. */
  isDecider: boolean;
  /** Voices among those demanded that this person speaks for: Group refs. */
  voices: readonly string[];
  /** The member of the board whom this person stands in for today. */
  deputyFor: string | null;
  /** Why this person may not vote here, as a sentence; null where nothing stands against it. */
  barredBecause: string | null;
}

/** Everything that a transition is decided by besides the case. Worked out by the backend, so that this stays pure. */
export interface CaseContext {
  /** ISO text, UTC. */
  at: string;
  /** UTC day of `at`. */
  today: string;
  rules: ExceptionRules;
  actor: Actor;
  /** New ids, for what the transition makes. */
  ids: { exception: string; comment: string };
  lane: Lane;
  /** What a submission still misses. */
  faults: readonly AskFault[];
  /** Users and teams of the catalog. */
  isUser(ref: string): boolean;
  isTeam(ref: string): boolean;
  /** What people call somebody, by full ref. */
  nameOf(who: string): string;
  /** How the tool that is asked for stands today. */
  toolPolicy: ToolStanding;
  /** Who may decide, conflicts of interest taken away: user refs. */
  eligible: readonly string[];
  board: 'ok' | 'no-board' | 'no-eligible-approvers';
  /** What is true of the request now, to be kept with a vote or a decision of `decider`; with nobody where it is a rule's. */
  circumstances(decider?: Decider): Circumstances;
  /** Who voted here, deputies too, and is barred by now: their votes do not count any more. */
  barredVoters: readonly string[];
  /** Live checks whose figure is held back for the team: no condition may rest on them. */
  heldBack: readonly CheckKind[];
  /** Groups whose approval the decision waits for. */
  voices: readonly string[];
  /** A standing approval that covers what is asked. */
  standing: { id: string; sentence: string } | null;
  /** Another open request or live exception of the same team and tool. */
  inTheWay: {
    kind: 'request' | 'exception';
    sentence: string;
    /** A live exception, and not one that waits to be accepted. */
    isLive?: boolean;
  } | null;
  /** The exception that the request continues. */
  predecessor: {
    until: string;
    isLive: boolean;
    renewals: number;
    /** It expired and left its wind-down to this one. */
    leftWindDown?: boolean;
  } | null;
  /** Why what it renews cannot be renewed by now; null where it can, or for no renewal. */
  notRenewable: string | null;
  /** The granted renewal that goes on where this exception ends; null for none. */
  continuedBy: Continuation | null;
  /** Only dates differ from the predecessor. */
  datesOnly: boolean;
  /** UTC day on which a decision is due, for a clock that starts now. */
  dueOn: string;
  /** The same for a clock that runs already, the next business day at the earliest. */
  dueOnRunning: string;
  /** Last UTC day for the board to ratify what is decided now in an emergency. */
  ratifyBy: string;
  /** Business days in review so far, this stay included. */
  daysUsed: number;
}

/** Why a command is not carried out. */
export interface Refusal {
  kind: 'conflict' | 'not-allowed' | 'invalid';
  sentence: string;
  faults?: readonly AskFault[];
}

export const isRefusal = (outcome: unknown): outcome is Refusal =>
  typeof outcome === 'object' && outcome !== null && 'kind' in outcome;

export const conflict = (sentence: string): Refusal => ({
  kind: 'conflict',
  sentence,
});
export const notAllowed = (sentence: string): Refusal => ({
  kind: 'not-allowed',
  sentence,
});
export const invalid = (
  sentence: string,
  faults?: readonly AskFault[],
): Refusal => ({ kind: 'invalid', sentence, ...(faults && { faults }) });
