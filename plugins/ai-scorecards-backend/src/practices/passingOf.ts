import type { PracticeResult } from 'backstage-plugin-ai-scorecards-common';
import { OrgStore } from '../org';
import { ResultStore } from './evaluation/ResultStore';

const PASSES: Record<PracticeResult['state'], boolean | null> = {
  pass: true,
  // Excused is not passed: a condition asks for the thing itself.
  waived: false,
  fail: false,
  expired: false,
  unknown: null,
  'not-applicable': null,
};

/** Whether the checks of a team pass, by check; null where nobody knows. Empty for a Group that is not known. */
export async function passingOf(
  {
    org,
    results,
  }: {
    org: Pick<OrgStore, 'groupByRef'>;
    results: Pick<ResultStore, 'states'>;
  },
  teamRef: string,
): Promise<Map<string, boolean | null>> {
  const group = await org.groupByRef(teamRef);
  if (!group) return new Map();
  const states = await results.states(group.id);
  return new Map([...states].map(([check, state]) => [check, PASSES[state]]));
}
