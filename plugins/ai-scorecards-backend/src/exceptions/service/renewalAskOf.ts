import { InputError } from '@backstage/errors';
import {
  addDays,
  Ask,
  daysBetween,
  ExceptionCase,
} from 'backstage-plugin-ai-scorecards-common';
import { withoutPrivate } from '../views/privateAsk';

/**
 * What somebody asks who renews an exception: the same for as long again, from the day after its last one. Throws an
 * InputError where nothing was granted.
 */
export function renewalAskOf(
  { request, exception }: ExceptionCase,
  user: string,
): Ask {
  if (!exception) throw new InputError('There is no exception to renew');
  const { ask } = request.wish;
  const from = addDays(exception.until, 1);
  return {
    // A private reason is its requester's to give again.
    ...(user === request.requester
      ? ask
      : withoutPrivate(ask, request.before?.ask)),
    supportOwner: exception.supportOwner,
    budgetOwner: exception.budgetOwner,
    joins: [],
    // Support is taken on again, by whoever renews.
    acceptsSupport: false,
    from,
    until: addDays(from, daysBetween(exception.from, exception.until)),
  };
}
