import type {
  SpendMonth,
  SpendPart,
} from 'backstage-plugin-ai-scorecards-common';
import { addAll, nothing } from './spendParts';

/**
 * Returns the months with the parts of the teams that cost most over all of them, `limit` at most, and all other teams as
 * one part, so that the parts add up to what they did. Of equals those are kept whose use has the greater value, and then
 * the first by ref.
 */
export function largestTeams(
  months: readonly SpendMonth[],
  limit: number,
): SpendMonth[] {
  const sums = new Map<string, { cost: number; value: number }>();
  for (const part of months.flatMap(({ parts }) => parts.filter(isTeam))) {
    const { seatMicros, usageMicros, valueMicros } = part;
    const sum = sums.get(part.id) ?? { cost: 0, value: 0 };
    sum.cost += (seatMicros ?? 0) + (usageMicros ?? 0);
    sum.value += valueMicros ?? 0;
    sums.set(part.id, sum);
  }
  if (sums.size <= limit) return [...months];
  const largest = new Set(
    [...sums]
      .sort(
        ([a, x], [b, y]) =>
          y.cost - x.cost || y.value - x.value || (a < b ? -1 : 1),
      )
      .slice(0, limit)
      .map(([ref]) => ref),
  );
  const isApart = (part: SpendPart) => isTeam(part) && !largest.has(part.id);
  return months.map(month => {
    const others = month.parts.filter(isApart);
    if (others.length === 0) return month;
    const more: SpendPart = {
      kind: 'more',
      id: 'teams',
      title:
        others.length === 1 ? '1 more team' : `${others.length} more teams`,
      ...nothing(),
    };
    for (const part of others) addAll(more, part);
    const kept = month.parts.filter(part => !isApart(part));
    const beside = kept.findIndex(part => !isTeam(part));
    const at = beside < 0 ? kept.length : beside;
    return {
      ...month,
      parts: [...kept.slice(0, at), more, ...kept.slice(at)],
    };
  });
}

function isTeam({ kind }: SpendPart): boolean {
  return kind === 'team';
}
