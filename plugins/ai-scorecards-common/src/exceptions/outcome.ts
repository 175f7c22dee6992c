import type { ExceptionCase } from './case';
import type { CaseCommand } from './commands';
import { CaseContext, conflict, notAllowed, Refusal } from './context';
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

/**
 * Returns what follows of a command, or why nothing does; null where it is not possible from the states that the case is
 * in.
 */
export function outcomeOf(
  known: ExceptionCase | undefined,
  command: CaseCommand,
  context: CaseContext,
): CaseEvent[] | Refusal | null {
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
  return fits(transition, known)
    ? transition.decide(known, command, context)
    : null;
}
