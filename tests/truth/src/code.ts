import { json, lines } from './read';

/** What the stand-in's code hosts know, read over HTTP. */

export interface RepositoryTruth {
  slug: string;
  host: 'github' | 'gitlab';
  /** entity name of the owning Group */
  team: string;
  kind: 'active' | 'archived' | 'fork' | 'idle' | 'gone';
  /** how the default branch is guarded on GitHub */
  guard: 'classic' | 'ruleset';
  /** how code is analysed on GitHub */
  analysis: 'workflow' | 'default-setup';
  hidden: ('protection' | 'security' | 'analysis' | 'files')[];
  facts: {
    archived: boolean;
    fork: boolean;
    pushedOn: string | null;
    requiredApprovals: number;
    botsCanBypassReview: boolean;
    requiredStatusChecks: number;
    codeOwnerPaths: string[];
    codeOwnerReviewRequired: boolean;
    secretScanning: boolean;
    pushProtection: boolean;
    staticAnalysisOnPullRequests: boolean;
    pullRequestTemplate: string | null;
    instructionFiles: { path: string; bytes: number; changedOn: string }[];
    agentPermissionsAsCode: boolean;
    agentsMayDoAnything: boolean;
    evaluationsInCi: boolean;
  };
  /** UTC day of the last edit of the document on the team's practices */
  documentChangedOn: string;
}

export interface PullRequestTruth {
  /** UTC day of the merge */
  day: string;
  repository: string;
  number: number;
  bot: boolean;
  /** ref of the User behind it; null for machines of their own */
  person: string | null;
  openedAt: string;
  mergedAt: string;
  additions: number;
  deletions: number;
  humanApprovals: number;
  firstApprovalAt: string | null;
  ai: string[];
  reverts: number[];
  hotFix: boolean;
  fixes: number[];
}

export interface IncidentTruth {
  day: string;
  host: 'github' | 'gitlab';
  repository: string;
  causedBy: { repository: string; number: number }[];
  aiInvolved: 'yes' | 'no' | 'unknown';
  reviewAdequate: 'yes' | 'no' | 'unknown';
}

/** A finding of code scanning of any severity. */
export interface FindingTruth {
  day: string;
  host: 'github' | 'gitlab';
  repository: string;
  severity: 'medium' | 'high' | 'critical';
  /** kept by the host to itself, for want of a licence */
  hidden: boolean;
}

/** Everything that practices and outcomes are worked out from, beside what tools tell. */
export interface CodeTruth {
  repositories: RepositoryTruth[];
  pullRequests: PullRequestTruth[];
  incidents: IncidentTruth[];
  findings: FindingTruth[];
}

/** Reads the code of some UTC days, both included, from a stand-in's address. */
export async function readCode(
  url: string,
  from: string,
  to: string,
): Promise<CodeTruth> {
  const days = `from=${from}&to=${to}`;
  return {
    repositories: await json(`${url}/truth/repositories`),
    pullRequests: await lines(`${url}/truth/pull-requests?${days}`),
    incidents: await lines(`${url}/truth/incidents?${days}`),
    findings: await lines(`${url}/truth/findings?${days}`),
  };
}
