import { conflict } from '../context';
import { eventOf, Transition } from '../transition';

/** Tells the chair that a decision is due. */
export const escalate: Transition<'escalate'> = {
  command: 'escalate',
  request: ['in_review'],
  decide: ({ request }, _, context) =>
    request.escalatedAt === null
      ? [eventOf(context, 'request-escalated', {})]
      : conflict('The chair was told already'),
};
