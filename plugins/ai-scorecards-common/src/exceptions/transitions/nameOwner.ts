import type { ExceptionCase } from '../case';
import type { CaseCommand } from '../commands';
import {
  CaseContext,
  conflict,
  invalid,
  notAllowed,
  Refusal,
} from '../context';
import { reinstatedBy } from '../succession';
import { eventOf, Transition } from '../transition';

/**
 * Names who supports the tool or pays for it from now on, or the team that takes the place of one that was removed. Whoever
 * is to support it has to accept before it counts; the rest counts at once.
 */
export const nameOwner: Transition<'name-owner'> = {
  command: 'name-owner',
  exception: ['pending', 'scheduled', 'active', 'suspended'],
  decide(known, command, context) {
    const refusal = refusalOf(known, command, context);
    if (refusal) return refusal;
    const { part, successor } = command;
    const named = eventOf(context, 'successor-named', { part, successor });
    return part === 'support-owner'
      ? [named]
      : [named, ...reinstatedBy(known, part, context)];
  },
};

function refusalOf(
  { request, exception }: ExceptionCase,
  { part, successor }: CaseCommand<'name-owner'>,
  { actor, inTheWay, isTeam, isUser }: CaseContext,
): Refusal | null {
  if (part === 'team') {
    if (!exception?.vacancies.some(each => each.part === 'team')) {
      return conflict('The team is in the catalog: an exception stays with it');
    }
    const isTheirs =
      actor.ref === request.requester || actor.ref === exception.supportOwner;
    if (!actor.isAdmin && !isTheirs) {
      return notAllowed(
        'Only its requester, its support owner and admins name the team that takes over',
      );
    }
    if (!isTeam(successor)) return invalid('successor must be a team');
    // Asked of the team that would have it, for which somebody has to speak.
    if (!actor.isAdmin && !actor.speaksForTeam) {
      return invalid('successor must be a team that you are in or lead');
    }
    return inTheWay && conflict(inTheWay.sentence);
  }
  if (!actor.speaksForTeam) {
    return notAllowed('Only the team names who supports the tool and who pays');
  }
  return isUser(successor)
    ? null
    : invalid('successor must be somebody in the catalog');
}
