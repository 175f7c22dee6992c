import { conflict } from '../context';
import { eventOf, Transition } from '../transition';

/** Tells the board that nobody knows how a condition stands. */
export const escalateCondition: Transition<'escalate-condition'> = {
  command: 'escalate-condition',
  exception: ['active', 'suspended'],
  decide: ({ exception }, { n }, context) =>
    exception?.conditions.some(
      each => each.n === n && each.escalatedAt === null,
    )
      ? [eventOf(context, 'condition-escalated', { n })]
      : conflict('The board was told already'),
};
