import type {
  CheckedPractice,
  PracticeResult,
} from 'backstage-plugin-ai-scorecards-common';
import { OrgStore } from '../org';
import type { CheckResults } from './evaluation/CheckResults';

const STATES: Record<PracticeResult['state'], CheckedPractice['state']> = {
  pass: 'passes',
  // What the configuration excuses is not passed: a condition asks for the thing itself.
  waived: 'fails',
  fail: 'fails',
  expired: 'fails',
  unknown: 'unknown',
  'not-applicable': 'not-applicable',
};

/** How the checks of a team stand, by check. Empty for a Group that is not known. */
export async function passingOf(
  {
    org,
    results,
  }: {
    org: Pick<OrgStore, 'groupByRef'>;
    results: Pick<CheckResults, 'states'>;
  },
  teamRef: string,
): Promise<Map<string, CheckedPractice>> {
  const group = await org.groupByRef(teamRef);
  if (!group) return new Map();
  const states = await results.states(group.id);
  return new Map(
    [...states].map(([check, { title, state, byException }]) => [
      check,
      {
        title: title ?? check,
        // Live exceptions are part of what the checks on tools ask for: no exception may breach itself.
        state: state === 'waived' && byException ? 'passes' : STATES[state],
      },
    ]),
  );
}
