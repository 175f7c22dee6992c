import { conflict, invalid } from '../context';
import { eventOf, Transition } from '../transition';

/** Writes down how a condition stands, when that changed. */
export const checkCondition: Transition<'check-condition'> = {
  command: 'check-condition',
  exception: ['scheduled', 'active', 'suspended'],
  decide({ exception }, { n, state, sentence }, context) {
    const condition = exception?.conditions.find(each => each.n === n);
    if (!condition) return invalid(`There is no condition ${n}`);
    return condition.state === state && condition.sentenceNow === sentence
      ? conflict('It stands as it did')
      : [eventOf(context, 'condition-checked', { n, state, sentence })];
  },
};
