import type {
  CheckDefinition,
  EvidenceItem,
  ExcusingException,
  HostHelp,
  NextStep,
  RawValue,
} from '../contract';
import type { TeamFacts, Unknown } from './facts';
import type { HelpByHost } from './help';

/** What the collected facts say. */
export interface Verdict {
  state: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** One sentence: why. */
  reason: string;
  raw: RawValue | null;
  evidence: EvidenceItem[];
  /** Kinds of code hosts of the repositories that fail, or of all where none does: help is to fit them. */
  hosts?: string[];
  /**
   * A failure that only says that nothing was found: a person's statement can make up for it. Not known where what is
   * not known might say something.
   */
  silent?: boolean | 'not-known';
  /** The live exceptions without which what passes would fail. */
  byException?: readonly ExcusingException[];
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
  /** How it is passed on each kind of code host, where that differs. */
  onHosts?: HelpByHost;
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

/** The part of a team's page that has its checks. */
const CHECKS_PART = '#practices';

/**
 * What to do about a check: what is missing by its verdict, else named for the repositories that fail it. It leads to
 * the article for their code host, where there is one alone, else to what the check names, else to the checks of the
 * team.
 */
export function stepOf(
  check: Check,
  found: Verdict | undefined,
  help: readonly Pick<HostHelp, 'href'>[],
): NextStep {
  const failing = (found?.evidence ?? []).filter(
    ({ state }) => state === 'fail',
  ).length;
  const text =
    failing > 0 && check.stepFor
      ? check.stepFor(failing)
      : check.howToPass.text;
  const article = help.length === 1 ? help[0].href : undefined;
  return {
    ...check.howToPass,
    text,
    href: article ?? check.howToPass.href ?? CHECKS_PART,
    ...found?.step,
  };
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
export const undecided = (fact: Unknown): Verdict =>
  verdict(fact.tooFew ? 'not-applicable' : 'unknown', fact.reason);

/** The same where nothing is asked of what nothing could ever tell. */
export const undecidedIfTold = (fact: Unknown): Verdict =>
  fact.notConnected ? verdict('not-applicable', fact.reason) : undecided(fact);
