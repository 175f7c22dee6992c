import { formatMicros } from '../../money';
import { compare, ConditionCheck } from './conditionCheck';

/** Cost per active developer of the last complete month, at most. */
export const cost: ConditionCheck<'cost-per-active-developer'> = {
  kind: 'cost-per-active-developer',
  figure: facts => facts.costPerActiveDeveloper,
  check: ({ limit }, facts) =>
    compare(facts.costPerActiveDeveloper, limit, {
      most: true,
      shown: micros => `${formatMicros(micros)} ${facts.currency}`,
    }),
};
