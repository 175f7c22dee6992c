import type { ExceptionRole } from '../contract';
import type { ExceptionCase } from './case';
import type { CaseContext } from './context';
import type { CaseEvent } from './events';
import { isClosed } from './toolStands';
import { eventOf } from './transition';

/**
 * Returns what follows once a part is filled: an exception that was suspended for want of a successor runs again, unless
 * another part is overdue still or the tool was closed meanwhile.
 */
export function reinstatedBy(
  { exception }: ExceptionCase,
  part: ExceptionRole,
  context: CaseContext,
): CaseEvent[] {
  const isOverdue = exception?.vacancies.some(
    each => each.part !== part && context.today > each.dueOn,
  );
  return exception?.suspended?.by === 'no-successor' &&
    !isOverdue &&
    !isClosed(context.toolPolicy)
    ? [
        eventOf(context, 'exception-reinstated', {
          because: 'The place of who left is filled',
        }),
      ]
    : [];
}
