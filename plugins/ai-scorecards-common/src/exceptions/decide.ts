import type { CaseCommand } from './commands';
import { CaseContext, conflict, notAllowed, Refusal } from './context';
import type { ExceptionCase } from './case';
import { decisionInWords } from './decisionInWords';
import type { CaseEvent } from './events';
import { eventOf, Transition } from './transition';
import { transitions } from './transitions';

/** What people may do, by the states that a case is in: commands that the schedule gives are left out. */
const OF_PEOPLE = [
  'edit',
  'submit',
  'withdraw',
  'vote',
  'comment',
  'request-changes',
  'recuse',
  'appeal',
  'break-glass',
  'ratify',
  'end-standing',
  'accept',
  'suspend',
  'reinstate',
  'revoke',
  'retire',
  'name-owner',
  'state-condition',
  'wind-down',
] as const;

const OF_SYSTEM = 'system';

function fits(
  { request, exception }: Transition,
  known: ExceptionCase,
): boolean {
  return (
    (!request || request.includes(known.request.state)) &&
    (!exception ||
      (known.exception !== null && exception.includes(known.exception.state)))
  );
}

/** Names what people could do from the states that a case is in, whoever they are. */
export function possibleFrom(known: ExceptionCase): string[] {
  return OF_PEOPLE.filter(type => fits(transitions[type] as Transition, known));
}

/**
 * Returns what follows of a command, or why nothing does: 'conflict' names the state and what is possible from it.
 * Changes nothing; the events are applied by `apply`.
 */
export function decide(
  known: ExceptionCase | undefined,
  command: CaseCommand,
  context: CaseContext,
): CaseEvent[] | Refusal {
  if (command.type === 'draft') {
    if (known) return conflict('There is a request with this id already');
    if (!context.actor.speaksForTeam) {
      return notAllowed(
        'Only members of the team, its lead and leads above it file its requests',
      );
    }
    const { type: _, ...data } = command;
    return [eventOf(context, 'request-drafted', data)];
  }
  if (!known) return conflict('There is no such request');
  const transition = transitions[command.type] as Transition;
  const isOfPeople = OF_PEOPLE.some(type => type === command.type);
  if (isOfPeople === (context.actor.ref === OF_SYSTEM)) {
    return notAllowed(
      isOfPeople ? 'Only people may do this' : 'This happens by itself',
    );
  }
  if (!fits(transition, known)) {
    const state = transition.exception
      ? known.exception?.state ?? 'not granted'
      : known.request.state.replace('_', ' ');
    const possible = possibleFrom(known);
    // Who comes too late learns who came before.
    const decided = transition.exception
      ? null
      : decisionInWords(known, who => context.nameOf(who));
    return conflict(
      `${decided ? `${decided}. ` : ''}It is ${state}; ${
        possible.length > 0
          ? `possible now: ${possible.join(', ')}`
          : 'nothing is possible any more'
      }`,
    );
  }
  return transition.decide(known, command, context);
}
