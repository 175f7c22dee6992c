import type { ConditionAsk, ConditionState } from '../../contract';
import { activity } from './activity';
import {
  CheckKind,
  CheckResult,
  ConditionCheck,
  ConditionFacts,
} from './conditionCheck';
import { cost } from './cost';
import { practice } from './practice';
import { seats } from './seats';
import { securityReview } from './securityReview';

export type { CheckKind, CheckResult, ConditionFacts } from './conditionCheck';

/** Every kind of live check, by its name. */
const checks: { [Kind in CheckKind]: ConditionCheck<Kind> } = {
  'cost-per-active-developer': cost,
  seats,
  activity,
  'security-review': securityReview,
  practice,
};

export const checkKinds = Object.keys(checks) as CheckKind[];

type Asked = NonNullable<ConditionAsk['check']>;

/** Returns how a live check stands today. */
export function checkCondition(ask: Asked, facts: ConditionFacts): CheckResult {
  // The table pairs each kind with its own check, which the compiler cannot follow through a lookup.
  const { check } = checks[ask.kind] as ConditionCheck;
  return check(ask, facts);
}

/** Whether the figure of a live check is held back for the team, so that no condition may rest on it. */
export function isHeldBack(kind: CheckKind, facts: ConditionFacts): boolean {
  return checks[kind].figure?.(facts)?.state === 'suppressed';
}

/** How the conditions of an exception stand, by their numbers; those that people state are left out. */
export function conditionsNow(
  conditions: readonly (Pick<ConditionAsk, 'check'> & { n: number })[],
  facts: ConditionFacts,
): Map<number, { state: ConditionState; sentence: string }> {
  return new Map(
    conditions.flatMap(({ n, check }) =>
      check ? [[n, checkCondition(check, facts)] as const] : [],
    ),
  );
}
