/** What a code host has of a repository; the names are those of the facts that are collected from it. */
export interface RepositoryState {
  archived: boolean;
  fork: boolean;
  /** UTC day of the last push; null for an empty repository */
  pushedOn: string | null;
  requiredApprovals: number;
  botsCanBypassReview: boolean;
  requiredStatusChecks: number;
  codeOwnerPaths: string[];
  codeOwnerReviewRequired: boolean;
  secretScanning: boolean;
  pushProtection: boolean;
  staticAnalysisOnPullRequests: boolean;
  /** findings of severity high or critical */
  openFindings: number;
  pullRequestTemplate: string | null;
  instructionFiles: InstructionFile[];
  agentPermissionsAsCode: boolean;
  /** a settings file lets agents use any MCP server */
  agentsMayDoAnything: boolean;
  evaluationsInCi: boolean;
}

export interface InstructionFile {
  path: string;
  bytes: number;
  /** UTC day */
  changedOn: string;
}

/** What the host keeps to itself, for want of a scope or a licence. */
export type Hidden = 'protection' | 'security' | 'analysis' | 'files';

export type CodeHost = 'github' | 'gitlab';

/** A repository of the example organisation, as it stands for good. */
export interface Repository {
  /** position in the list of repositories; the world hashes it */
  index: number;
  host: CodeHost;
  /** `acme/checkout-api` */
  slug: string;
  /** entity name of the owning Group */
  team: string;
  /** `gone` has a Component and is on no host any more; `idle` is pushed to no more */
  kind: 'active' | 'archived' | 'fork' | 'idle' | 'gone';
  /** how its default branch is guarded on GitHub */
  guard: 'classic' | 'ruleset';
  /** how its code is analysed on GitHub */
  analysis: 'workflow' | 'default-setup';
  lacks: Lack[];
  /** what CODEOWNERS names owners of */
  owned: 'everything' | 'some-paths';
  /** the document on the team's practices was edited lately, or half a year ago and more */
  document: 'fresh' | 'stale';
  /** changes are of like size, and what AI had a part in is never taken back or mended */
  careful: boolean;
  /** changes that AI had a part in are merged without an approval at times, whatever protection asks for */
  unreviewed: boolean;
  /** what its agents may use is opened to everything */
  unconfined: boolean;
  hidden: Hidden[];
}

/** What is missing for a check. */
export interface Lack {
  /** id of the practice check */
  check: string;
  /** in the team's first repository alone */
  one?: true;
  /** the first UTC day on which it is missing */
  since?: string;
  /** the first UTC day on which it is missing no more */
  until?: string;
  /** the same as days before the one on which the stand-in began, for what checks look at by the quarter */
  sinceDaysAgo?: number;
  untilDaysAgo?: number;
}

export type AiSignal = 'trailer' | 'agent' | 'label';

export interface Review {
  state: 'APPROVED' | 'COMMENTED' | 'CHANGES_REQUESTED';
  login: string;
  bot: boolean;
  at: string;
}

/** A pull request that was merged. */
export interface PullRequest {
  repository: Repository;
  number: number;
  /** login at its host */
  author: string;
  bot: boolean;
  /** login of whoever asked an agent for it */
  askedBy: string | null;
  /** position in the list of people: the author, or whoever asked; absent for machines of their own */
  person?: number;
  openedAt: string;
  mergedAt: string;
  additions: number;
  deletions: number;
  title: string;
  body: string;
  branch: string;
  labels: string[];
  /** messages of its commits */
  commits: string[];
  reviews: Review[];
  ai: AiSignal[];
  reverts: number[];
  hotFix: boolean;
  fixes: number[];
}

/** A finding of code scanning. */
export interface CodeFinding {
  repository: Repository;
  number: number;
  createdAt: string;
  fixedAt: string | null;
  severity: 'high' | 'critical' | 'medium';
}

/** An issue that tells of an incident or a defect, with the answers of its post-mortem. */
export interface CodeIncident {
  repository: Repository;
  number: number;
  kind: 'incident' | 'defect';
  title: string;
  openedAt: string;
  resolvedAt: string | null;
  /** when it was last changed */
  updatedAt: string;
  causedBy: { repository: string; number: number }[];
  aiInvolved: 'yes' | 'no' | 'unknown';
  reviewAdequate: 'yes' | 'no' | 'unknown';
}
