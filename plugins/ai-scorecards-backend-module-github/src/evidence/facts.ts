import {
  InstructionFile,
  RepositoryFacts,
  Told,
} from 'backstage-plugin-ai-scorecards-node';

/** What is read with every collection: cheap, and it tells whether the rest changed. */
export interface Settings {
  /** `org/name`, lower case */
  slug: string;
  archived: boolean;
  fork: boolean;
  pushedOn: string | null;
  defaultBranch: string | null;
  /** Commit at the head of the default branch. */
  head: string | null;
  requiredApprovals: Told<number>;
  botsCanBypassReview: Told<boolean>;
  requiredStatusChecks: Told<number>;
  codeOwnerReviewRequired: Told<boolean>;
  /** A ruleset asks for results of code scanning. */
  analysisRequired: boolean;
}

/** What stands in files, read when the head of the default branch changed. */
export interface Files {
  codeOwnerPaths: Told<string[]>;
  /** The repository's own; null for none. */
  pullRequestTemplate: Told<string | null>;
  instructionFiles: Told<InstructionFile[]>;
  agentPermissionsAsCode: Told<boolean>;
  agentsMayDoAnything: Told<boolean>;
  evaluationsInCi: Told<boolean>;
  /** A workflow runs static analysis on pull requests. */
  analysisInWorkflow: Told<boolean>;
}

/** What stands in the settings of security. */
export interface Security
  extends Pick<RepositoryFacts, 'secretScanning' | 'pushProtection'> {
  /** Whether code scanning is licensed here; without it there are no findings to know of. */
  codeSecurity: Told<boolean>;
}
