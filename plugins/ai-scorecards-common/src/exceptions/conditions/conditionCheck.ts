import type {
  AiToolSpec,
  ConditionAsk,
  ConditionState,
  Figure,
} from '../../contract';

type Check = NonNullable<ConditionAsk['check']>;
export type CheckKind = Check['kind'];

/** What live checks look at: the figures of the team, each as it may be shown, and what the registry says of the tool. */
export interface ConditionFacts {
  /** UTC day. */
  today: string;
  currency: string;
  /** Of the last complete month, in micro-units. */
  costPerActiveDeveloper: Figure | null;
  /** Developers licensed for the tool in the last complete week. */
  seats: Figure | null;
  /** Active ÷ licensed developers of the tool over the last complete weeks, 0–1. */
  activity: Figure | null;
  security: AiToolSpec['security'] | null;
  /** How a practice check of the team stands; null for one that the team has no result of. */
  practice(check: string): CheckedPractice | null;
}

/** A practice check of a team, as a condition looks at it. */
export interface CheckedPractice {
  title: string;
  state: 'passes' | 'fails' | 'not-applicable' | 'unknown';
}

export interface CheckResult {
  state: ConditionState;
  /** "today 142 USD, limit 200 USD" */
  sentence: string;
}

/** One kind of live check. */
export interface ConditionCheck<Kind extends CheckKind = CheckKind> {
  kind: Kind;
  /** The figure that it looks at, where it looks at one: without it nothing can be promised. */
  figure?(facts: ConditionFacts): Figure | null;
  check(
    ask: Extract<Check, { kind: Kind }>,
    facts: ConditionFacts,
  ): CheckResult;
}

const FINAL = ['ok', 'partial', 'estimated', 'assumed'];

/** Compares a figure with a limit. Whatever is not known, or not shown, is unknown and never a breach. */
export function compare(
  figure: Figure | null,
  limit: number,
  options: { most: boolean; shown(value: number): string },
): CheckResult {
  const { most, shown } = options;
  if (!figure || figure.value === null || !FINAL.includes(figure.state)) {
    const because =
      figure?.state === 'suppressed'
        ? 'too few developers to show it'
        : figure?.reason ?? 'not known yet';
    return { state: 'unknown', sentence: because };
  }
  const { value, bound } = figure;
  const sentence = `today ${shown(value)}, limit ${shown(limit)}`;
  // "≥ 90 %" may be anything from there on.
  const lowest = bound === 'at-most' ? -Infinity : value;
  const highest = bound === 'at-least' ? Infinity : value;
  const isMet = most ? highest <= limit : lowest >= limit;
  const isBreached = most ? lowest > limit : highest < limit;
  if (isMet) return { state: 'met', sentence };
  return { state: isBreached ? 'breached' : 'unknown', sentence };
}
