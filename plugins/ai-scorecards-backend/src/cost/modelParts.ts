import type { SpendPart } from 'backstage-plugin-ai-scorecards-common';
import type { MonthOfModels } from './ModelSpendStore';

type Spend = Pick<SpendPart, 'seatMicros' | 'usageMicros' | 'valueMicros'>;

/** What is left of a sum, to the micro-unit; null where nothing is known of it. */
function rest(sum: number | null, parts: readonly (number | null)[]) {
  return sum === null
    ? null
    : parts.reduce<number>((left, part) => left - (part ?? 0), sum);
}

/**
 * Divides a month's spend by model. A model that too few people use is not told apart, and neither is what is left where
 * that would speak of too few: then the model with the fewest people joins it.
 * @param sums - of the month, which the parts add up to
 */
export function modelParts(
  { models, holdersWithoutModel }: MonthOfModels,
  sums: Spend,
  minimum: number,
): SpendPart[] {
  const shown = models
    .filter(({ holders }) => holders >= minimum)
    .sort((a, b) => a.holders - b.holders || (a.model < b.model ? -1 : 1));
  // Some may be behind several; told of are at least as many as of the largest of them.
  const pooled = models.filter(({ holders }) => holders < minimum);
  let behind = Math.max(
    0,
    holdersWithoutModel,
    ...pooled.map(({ holders }) => holders),
  );
  while (behind > 0 && behind < minimum && shown.length > 0) {
    behind = Math.max(behind, shown.shift()!.holders);
  }
  const parts: SpendPart[] = shown
    .map(({ model, usage, value }) => ({
      kind: 'model' as const,
      id: model,
      title: model,
      seatMicros: null,
      usageMicros: usage,
      valueMicros: value,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const left: SpendPart = {
    kind: 'rest',
    id: 'other-models',
    title: 'Other models, and what is told of none',
    seatMicros: sums.seatMicros,
    usageMicros: rest(
      sums.usageMicros,
      parts.map(part => part.usageMicros),
    ),
    valueMicros: rest(
      sums.valueMicros,
      parts.map(part => part.valueMicros),
    ),
  };
  const isNothing = [left.seatMicros, left.usageMicros, left.valueMicros].every(
    micros => (micros ?? 0) === 0,
  );
  return isNothing ? parts : [...parts, left];
}
