import { compare, ConditionCheck } from './conditionCheck';

/** Share of the licensed developers who use the tool, at least. */
export const activity: ConditionCheck<'activity'> = {
  kind: 'activity',
  figure: facts => facts.activity,
  check: ({ limit }, facts) =>
    compare(facts.activity, limit, {
      most: false,
      shown: value => `${Math.round(value * 100)} %`,
    }),
};
