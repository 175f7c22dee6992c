import { CollectContext } from './sources';

/** Something that a code host may tell, or keep to itself. Unknown is never taken for no. */
export type Told<T> =
  | { known: true; value: T }
  /** One sentence: forbidden, not licensed, not supported by this host. */
  | { known: false; reason: string };

export interface InstructionFile {
  path: string;
  bytes: number;
  /** UTC day of the last change; null where the host did not say. */
  changedOn: string | null;
}

/**
 * What a code host says of one repository. Each fact can be used by an organisation's own check under its name here,
 * so names are part of the interface.
 */
export interface RepositoryFacts {
  archived: boolean;
  fork: boolean;
  /** UTC day of the last push to any branch; null for an empty repository. */
  pushedOn: string | null;
  defaultBranch: string | null;
  /** Approvals by people other than the author that a merge to the default branch needs; 0 for none. */
  requiredApprovals: Told<number>;
  /** Apps or bots may merge without them. */
  botsCanBypassReview: Told<boolean>;
  /** Status checks without which nothing merges. */
  requiredStatusChecks: Told<number>;
  /** Path patterns that CODEOWNERS gives to somebody. */
  codeOwnerPaths: Told<string[]>;
  codeOwnerReviewRequired: Told<boolean>;
  secretScanning: Told<boolean>;
  pushProtection: Told<boolean>;
  /** Some static analysis runs on pull requests: default set-up, or a workflow that the host knows. */
  staticAnalysisOnPullRequests: Told<boolean>;
  /** Open findings of code scanning of severity high or critical. */
  openFindings: Told<number>;
  /** Text of the pull-request template in force, the organisation's included; null for none. */
  pullRequestTemplate: Told<string | null>;
  /** AGENTS.md, CLAUDE.md, .github/copilot-instructions.md, .cursor/rules and their like. */
  instructionFiles: Told<InstructionFile[]>;
  /** What agents may do is allow-listed in a file of the repository, and the list does not allow everything. */
  agentPermissionsAsCode: Told<boolean>;
  /** A file of the repository lets agents do anything, or use any MCP server. */
  agentsMayDoAnything: Told<boolean>;
  /** Instructions and prompts are evaluated by a workflow. */
  evaluationsInCi: Told<boolean>;
}

export interface RepositoryAsk {
  /** `org/name`, lower case, as the catalog's project slug has it. */
  slug: string;
  /** What the source answered as `token` the last time; null for a repository that is new. */
  token: string | null;
}

/** The answer for one repository. Every repository asked for is answered once. */
export type RepositoryAnswer =
  | {
      state: 'known';
      slug: string;
      /** Opaque to ingestion: lets the source skip what did not change. */
      token: string;
      facts: RepositoryFacts;
    }
  /** Nothing changed since `token`; the facts of the last answer hold. */
  | { state: 'unchanged'; slug: string }
  /** The host has none by this name, or hides it. */
  | { state: 'missing'; slug: string; reason: string }
  /** This time it could not be read: the last facts stay, and checks become unknown. */
  | {
      state: 'failed';
      slug: string;
      reason: string;
      /** The host's limit is reached: seconds from now before which the host is not asked again. */
      retryAfterSeconds?: number;
    };

/** A document that a Group's annotation names, on the same host. */
export interface DocumentAnswer {
  url: string;
  exists: Told<boolean>;
  changedOn: Told<string>;
}

/** How much of the host's limit is left, for operators. */
export interface RateLimit {
  limit: number;
  remaining: number;
  /** ISO time at which it starts again. */
  resetsAt: string;
}

/** Collects evidence for practice checks from a code host. Throws a `SourceError` when the host as a whole fails. */
export interface EvidenceSource {
  readonly id: string;
  readonly title: string;
  readonly configKey: string;
  /** The annotation of Components that names a repository here: `github.com/project-slug`. */
  readonly slugAnnotation: string;
  /** Where a repository is looked at: web address of a slug. */
  readonly webUrl: (slug: string) => string;
  readonly access: string;
  test(context: CollectContext): Promise<void>;
  collect(
    repositories: readonly RepositoryAsk[],
    context: CollectContext,
  ): AsyncIterable<RepositoryAnswer>;
  /** What the host says of the documents at those web addresses that are its own; it leaves the others out. */
  documents?(
    urls: readonly string[],
    context: CollectContext,
  ): AsyncIterable<DocumentAnswer>;
  /** Of the last answer; null before one. */
  rateLimit(): RateLimit | null;
}
