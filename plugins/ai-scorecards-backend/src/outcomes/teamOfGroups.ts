import { Forest } from '../scorecards/aggregate/forest';
import type { OrgOfSpan } from '../scorecards/refresh/PeriodLoader';

/** Steps after which a chain of parents is taken for a circle. */
const MOST_LEVELS = 100;

/**
 * Returns by Group id the index of the nearest team of a forest, itself or above on a UTC day: what a Group owns that is
 * no team, or in which nobody is, is of the team that it stands in. Undefined for none.
 */
export function teamOfGroups(
  forest: Forest,
  { edges }: Pick<OrgOfSpan, 'edges'>,
  day: string,
): (groupId: number) => number | undefined {
  const parents = new Map<number, number>();
  for (const { groupId, parentId, from, to } of edges) {
    if (from <= day && day < to) parents.set(groupId, parentId);
  }
  return groupId => {
    let at: number | undefined = groupId;
    for (let level = 0; at !== undefined && level < MOST_LEVELS; level++) {
      const team = forest.indexOf.get(at);
      if (team !== undefined) return team;
      at = parents.get(at);
    }
    return undefined;
  };
}
