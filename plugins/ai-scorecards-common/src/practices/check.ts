import type {
  CheckDefinition,
  EvidenceItem,
  NextStep,
  RawValue,
} from '../contract';
import type { Known, TeamFacts } from './facts';

/** What the collected facts say. */
export interface Verdict {
  state: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** One sentence: why. */
  reason: string;
  raw: RawValue | null;
  evidence: EvidenceItem[];
  /** A failure that only says that nothing was found: a person's statement can make up for it. */
  silent?: boolean;
  /** What is really missing of several things that are asked for, in place of the check's own step. */
  step?: Partial<NextStep>;
}

/** A practice check: one thing that a team does or does not do. Each is one file, registered in `catalogue.ts`. */
export interface Check extends Omit<CheckDefinition, 'own' | 'effectiveFrom'> {
  /**
   * What the facts say, for one team and day; pure. A check that only a person can prove has none: then only an
   * attestation counts.
   */
  evaluate?(facts: TeamFacts): Verdict;
  /** The step to take, given how many repositories fail it: "Turn on push protection in 2 repositories". */
  stepFor?(failing: number): string;
}

/** A check as it stands in one portal: the catalogue's or an own one, with what configuration changes. */
export interface ConfiguredCheck extends Check {
  own: boolean;
  /** First UTC day on which it counts; null: always. */
  effectiveFrom: string | null;
  /** Another value means that it asks for something else than it did. */
  asks: string;
}

/** What to do about a check: what is missing by its verdict, else named for the repositories that fail it. */
export function stepOf(check: Check, found: Verdict | undefined): NextStep {
  const failing = (found?.evidence ?? []).filter(
    ({ state }) => state === 'fail',
  ).length;
  const text =
    failing > 0 && check.stepFor
      ? check.stepFor(failing)
      : check.howToPass.text;
  return { ...check.howToPass, text, ...found?.step };
}

/** "2 repositories", "1 repository" */
export const repositoriesText = (count: number): string =>
  `${count} ${count === 1 ? 'repository' : 'repositories'}`;

/** A verdict with a reason and nothing else to show. */
export const verdict = (
  state: Verdict['state'],
  reason: string,
  rest: Partial<Verdict> = {},
): Verdict => ({ state, reason, raw: null, evidence: [], ...rest });

/** The verdict without a fact: unknown, or not applicable where too few people stand behind it. */
export const undecided = (
  fact: Extract<Known<unknown>, { known: false }>,
): Verdict => verdict(fact.tooFew ? 'not-applicable' : 'unknown', fact.reason);
