import type { ExceptionState, RequestState } from '../contract';
import type { ExceptionCase } from './case';
import type { CaseCommand, CaseCommandType } from './commands';
import type { CaseContext, Refusal } from './context';
import type { CaseEvent, CaseEventData, CaseEventType } from './events';

/** One way in which a case may change. */
export interface Transition<Type extends CaseCommandType = CaseCommandType> {
  command: Type;
  /** States of the request from which it is possible; left out where the exception decides. */
  request?: readonly RequestState[];
  /** States of the exception from which it is possible. */
  exception?: readonly ExceptionState[];
  /** What follows, or why nothing does. The state was looked at before. */
  decide(
    known: ExceptionCase,
    command: CaseCommand<Type>,
    context: CaseContext,
  ): CaseEvent[] | Refusal;
}

/** Returns an event of now, by whoever acts. */
export function eventOf<Type extends CaseEventType>(
  context: CaseContext,
  type: Type,
  data: CaseEventData[Type],
): CaseEvent {
  return {
    type,
    at: context.at,
    by: context.actor.ref,
    data,
  } as unknown as CaseEvent;
}
