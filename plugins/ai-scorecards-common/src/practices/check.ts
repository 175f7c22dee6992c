import type { CheckDefinition, EvidenceItem, RawValue } from '../contract';
import type { TeamFacts } from './facts';

/** What the collected facts say. `unknown` and `not-applicable` carry why. */
export interface Verdict {
  state: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** One sentence. */
  reason: string;
  raw: RawValue | null;
  evidence: EvidenceItem[];
}

/** A practice check: one thing that a team does or does not do. Each is one file, registered in `catalogue.ts`. */
export interface Check extends Omit<CheckDefinition, 'own' | 'effectiveFrom'> {
  /**
   * What the facts say, for one team and day; pure. A check that only a person can prove has none: then only an
   * attestation counts.
   */
  evaluate?(facts: TeamFacts): Verdict;
}
