import type { ExceptionCase } from './case';
import type { CaseContext } from './context';
import type { CaseEvent } from './events';
import { eventOf } from './transition';

/** Ends an exception. One that began opens a wind-down, unless the tool became everybody's. */
export function ended(
  { exception }: ExceptionCase,
  context: CaseContext,
  as: 'expired' | 'revoked' | 'retired' | 'graduated',
  because: string | null,
): CaseEvent[] {
  const began =
    exception?.state === 'active' || exception?.state === 'suspended';
  return [
    eventOf(context, 'exception-ended', {
      as,
      because,
      windDownOn: began && as !== 'graduated' ? context.today : null,
    }),
  ];
}
