import type { ConditionAsk, ConditionState } from '../../contract';
import { formatMicros } from '../../money';
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

export type {
  CheckedPractice,
  CheckKind,
  CheckResult,
  ConditionFacts,
} from './conditionCheck';

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

/** What a live check looks at, as it is today: "142 USD"; null where nothing is known or it looks at no figure. */
export function todayOf(kind: CheckKind, facts: ConditionFacts): string | null {
  const figure = checks[kind].figure?.(facts);
  if (!figure || figure.value === null) return null;
  const bounds = { 'at-least': '≥ ', 'at-most': '≤ ' };
  const before = figure.bound === null ? '' : bounds[figure.bound];
  if (figure.unit === 'ratio') {
    return `${before}${Math.round(figure.value * 100)} %`;
  }
  return figure.unit === 'micro-usd'
    ? `${before}${formatMicros(figure.value)} ${facts.currency}`
    : `${before}${figure.value}`;
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
