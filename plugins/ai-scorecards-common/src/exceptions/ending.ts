import type { ExceptionCase } from './case';
import type { CaseContext } from './context';
import type { CaseEvent } from './events';
import { eventOf } from './transition';

/**
 * Ends an exception. One that began opens a wind-down, unless the tool became everybody's. One that expires while a renewal
 * of it is granted leaves the wind-down to that one, which opens it also where it never begins.
 */
export function ended(
  { exception }: ExceptionCase,
  context: CaseContext,
  as: 'expired' | 'revoked' | 'retired' | 'graduated',
  because: string | null,
): CaseEvent[] {
  const continuedBy = as === 'expired' ? context.continuedBy : null;
  const inUse =
    exception?.state === 'active' ||
    exception?.state === 'suspended' ||
    context.predecessor?.leftWindDown === true;
  const windsDown = inUse && as !== 'graduated' && continuedBy === null;
  return [
    eventOf(context, 'exception-ended', {
      as,
      because,
      windDownOn: windsDown ? context.today : null,
      ...(continuedBy && { continuedBy }),
    }),
  ];
}
