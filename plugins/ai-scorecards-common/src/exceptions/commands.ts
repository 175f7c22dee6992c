import type {
  ApprovalReason,
  ConditionAsk,
  ConditionState,
  ExceptionRole,
  WindDownStep,
} from '../contract';
import type { SuspendedBy, Wish } from './case';

/** No more than its name. */
type Nothing = unknown;

/** What people ask of a case, and what happens to it by itself, by name. */
export interface CaseCommandData {
  draft: {
    id: string;
    kind: 'team' | 'standing';
    wish: Wish;
    renews: string | null;
  };
  edit: { revision: number; wish: Wish; isMaterial: boolean };
  submit: Nothing;
  withdraw: Nothing;
  vote: {
    revision: number;
    verdict: 'approve' | 'reject';
    /** The Group whose voice it is; null for a vote of the board. */
    as: string | null;
    reasonCode: ApprovalReason | null;
    reason: string | null;
    conditions: ConditionAsk[];
  };
  comment: { text: string; audience: 'team' | 'board' };
  'request-changes': { revision: number; text: string };
  recuse: { reason: string | null };
  appeal: { text: string };
  'break-glass': { revision: number; reason: string };
  ratify: { reason: string | null };
  'end-standing': { reason: string };
  accept: Nothing;
  suspend: { reason: string };
  reinstate: { reason: string };
  revoke: { reason: string };
  retire: { reason: string };
  'name-owner': { part: ExceptionRole; successor: string };
  'state-condition': {
    n: number;
    met: boolean;
    text: string;
    link: string | null;
  };
  'wind-down': { step: WindDownStep; text: string };

  // By itself, asked for by the schedule and by changes of catalog and figures.
  'link-tool': { tool: string };
  escalate: Nothing;
  lapse: Nothing;
  activate: Nothing;
  expire: Nothing;
  cancel: { because: string };
  remind: { days: number };
  'check-condition': {
    n: number;
    state: ConditionState;
    sentence: string | null;
  };
  'escalate-condition': { n: number };
  halt: { because: string; by: SuspendedBy };
  graduate: { because: string };
  'owner-left': { part: ExceptionRole; who: string; dueOn: string };
  'owner-returned': { part: ExceptionRole };
  'prove-wind-down': { step: WindDownStep };
  'leave-wind-down': Nothing;
}

export type CaseCommandType = keyof CaseCommandData;

/** A command, with what it needs to know. */
export type CaseCommand<Type extends CaseCommandType = CaseCommandType> = {
  [Each in Type]: { type: Each } & CaseCommandData[Each];
}[Type];
