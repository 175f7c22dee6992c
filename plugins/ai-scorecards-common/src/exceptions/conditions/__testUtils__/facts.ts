import type { Figure } from '../../../contract';
import type { ConditionFacts } from '../conditionCheck';

/** Facts of which nothing is known but what is given. */
export const facts = (given: Partial<ConditionFacts> = {}): ConditionFacts => ({
  today: '2026-11-24',
  currency: 'USD',
  costPerActiveDeveloper: null,
  seats: null,
  activity: null,
  security: null,
  practice: () => null,
  ...given,
});

export const figure = (
  value: number | null,
  more: Partial<Figure> = {},
): Figure => ({ state: 'ok', value, bound: null, unit: 'count', ...more });
