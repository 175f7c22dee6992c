import type { Ask } from '../contract';
import { addDays } from '../time';
import { laneOf, StandingApproval } from './lanes';

/**
 * Returns the limits within which what is asked would be granted at once, in words, whether it stays within them or not;
 * null where there is no standing approval for the tool that would grant it.
 */
export function standingOfferOf(
  ask: Ask,
  facts: Parameters<typeof laneOf>[1],
): string | null {
  for (const approval of facts.standing) {
    for (const within of withinLimitsOf(approval, ask, facts.today)) {
      const { standing } = laneOf(within, { ...facts, standing: [approval] });
      if (standing) return standing.sentence;
    }
  }
  return null;
}

/** The same ask at the limits of a standing approval, for each class of data that it allows. */
function withinLimitsOf(
  { limits, currency }: StandingApproval,
  ask: Ask,
  today: string,
): Ask[] {
  return limits.data.map(data => ({
    ...ask,
    seats: limits.seats,
    from: null,
    until: addDays(today, limits.days - 1),
    costPerMonth: limits.costPerMonth ?? 0,
    currency,
    data: data as Ask['data'],
  }));
}
