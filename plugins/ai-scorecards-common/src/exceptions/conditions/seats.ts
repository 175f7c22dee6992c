import { compare, ConditionCheck } from './conditionCheck';

/** Seats held by the team's developers, at most. */
export const seats: ConditionCheck<'seats'> = {
  kind: 'seats',
  figure: facts => facts.seats,
  check: ({ limit }, facts) =>
    compare(facts.seats, limit, {
      most: true,
      shown: value => `${value} ${value === 1 ? 'seat' : 'seats'}`,
    }),
};
