import { actionsInWords } from './actions';
import type { ExceptionCase } from './case';
import type { CaseCommand } from './commands';
import { CaseContext, conflict, Refusal } from './context';
import { decisionInWords } from './decisionInWords';
import type { CaseEvent } from './events';
import { outcomeOf } from './outcome';
import { transitions } from './transitions';

/**
 * Returns what follows of a command, or why nothing does: 'conflict' names the state and what whoever acts can do in it.
 * Changes nothing; the events are applied by `apply`.
 */
export function decide(
  known: ExceptionCase | undefined,
  command: CaseCommand,
  context: CaseContext,
): CaseEvent[] | Refusal {
  const outcome = outcomeOf(known, command, context);
  return outcome === null && known && command.type !== 'draft'
    ? conflict(tooLate(known, command.type, context))
    : outcome ?? conflict('It is not possible now');
}

/** Says how a case stands, and what can be done instead. */
function tooLate(
  known: ExceptionCase,
  command: keyof typeof transitions,
  context: CaseContext,
): string {
  const isOfException = transitions[command].exception !== undefined;
  const state = isOfException
    ? known.exception?.state ?? 'not granted'
    : known.request.state.replace('_', ' ');
  // Who comes too late learns who came before.
  const decided = isOfException
    ? null
    : decisionInWords(known, who => context.nameOf(who));
  return `${decided ? `${decided}. ` : ''}It is ${state}; ${actionsInWords(
    known,
    context,
  )}`;
}
