import type {
  PracticeResult,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';

/** The results of a team in the order in which they help. Each is in one group. */
export interface GroupedResults {
  /** What stands between the team and the next level, in order. */
  missing: PracticeResult[];
  /** Counts for the present level and is not plainly passed: excused, held, differing, about to count. */
  look: PracticeResult[];
  /** Of higher levels, and not passed. */
  later: PracticeResult[];
  passed: PracticeResult[];
  notApplicable: PracticeResult[];
}

/** Sorts results into groups; within a group they keep the order of the answer. */
export function groupResults(
  practices: Pick<TeamPractices, 'results' | 'missing' | 'next'>,
): GroupedResults {
  const { results, missing, next } = practices;
  const groups: GroupedResults = {
    missing: [],
    look: [],
    later: [],
    passed: [],
    notApplicable: [],
  };
  const order = new Map(missing.map((id, index) => [id, index]));
  for (const result of results) {
    const { check, state, mismatch } = result;
    if (order.has(check.id)) {
      groups.missing.push(result);
    } else if (state === 'not-applicable') {
      groups.notApplicable.push(result);
    } else if (state === 'pass' && mismatch === null) {
      groups.passed.push(result);
    } else if (next === null || check.level <= next) {
      groups.look.push(result);
    } else {
      groups.later.push(result);
    }
  }
  const place = ({ check }: PracticeResult) => order.get(check.id) ?? 0;
  groups.missing.sort((a, b) => place(a) - place(b));
  return groups;
}
