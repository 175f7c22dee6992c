import type { Exception } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';

/** How an exception of a list stands, and what it costs, a few words each. */
export function useExceptionWords() {
  const t = useWords();
  const format = useFormat();
  const costOf = ({ expectedCost, actualCost, currency }: Exception) => [
    expectedCost === null
      ? t('requests.costUnknown')
      : t('requests.expected', { cost: format.money(expectedCost, currency) }),
    ...(actualCost === null || actualCost.value === null
      ? []
      : [
          t('requests.actual', {
            cost: format.money(actualCost.value, currency),
          }),
        ]),
  ];
  const leftOf = ({ steps }: NonNullable<Exception['windDown']>) =>
    t('requests.windingDown', {
      done: format.count(steps.filter(({ done }) => done).length),
      of: format.count(steps.length),
    });
  return {
    stateOf: (each: Exception) => [
      t(`exceptionState.${each.state}`),
      ...(each.windDown ? [leftOf(each.windDown)] : []),
      ...(each.expiring ? [t('requests.expiring')] : []),
    ],
    /** What ended costs nothing any more. */
    costOf: (each: Exception) => (each.ended ? [] : costOf(each)),
  };
}
