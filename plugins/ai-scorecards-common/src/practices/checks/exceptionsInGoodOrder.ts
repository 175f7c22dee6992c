import { Check, verdict } from '../check';
import { withPeople } from '../withPeople';

/** No exception of the team is overdue or breaches a condition. */
export const exceptionsInGoodOrder: Check = {
  id: 'exceptions.in-good-order',
  title: 'No overdue or breached exception',
  why: 'Exceptions stay light while their promises are kept.',
  level: 2,
  required: true,
  category: 'tools',
  evidence: 'automatic',
  howToPass: {
    text: 'Meet the open conditions, renew in time, or give the exception back',
  },
  weight: 45,
  version: 1,
  attestationDays: null,
  evaluate(facts) {
    const { exceptions } = facts;
    if (!exceptions.known) return verdict('unknown', exceptions.reason);
    const { overdue, breached } = exceptions.value;
    if (overdue + breached === 0) {
      return withPeople(() =>
        verdict('pass', 'Every exception is in good order.'),
      )(facts);
    }
    const parts = [
      ...(overdue > 0 ? [`${overdue} overdue`] : []),
      ...(breached > 0 ? [`${breached} with a condition that is not met`] : []),
    ];
    return verdict('fail', `Exceptions: ${parts.join(', ')}.`, {
      raw: {
        text: parts.join(', '),
        value: overdue + breached,
        of: null,
      },
    });
  },
};
