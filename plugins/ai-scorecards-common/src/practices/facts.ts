import type { ChecklistItem, ExcusingException, ToolPolicy } from '../contract';

/** Something that is known, or why it is not. Unknown is never taken for no. */
export type Known<T> = { known: true; value: T } | Unknown;

/** Why something is not known. */
export interface Unknown {
  known: false;
  /** One sentence. */
  reason: string;
  /** It will not be known while so few people stand behind it: the check does not apply. */
  tooFew?: boolean;
  /** Nothing that is connected could ever tell it. */
  notConnected?: boolean;
}

/** Wraps what is known. */
export const known = <T>(value: T): Known<T> => ({ known: true, value });

/** Says why something is not known, in one sentence. */
export const notKnown = (reason: string): Unknown => ({
  known: false,
  reason,
});

/** Says, in one sentence, that nothing is connected that could tell it. */
export const notConnected = (reason: string): Unknown => ({
  known: false,
  reason,
  notConnected: true,
});

/** Says that too few people stand behind it. */
export const tooFewPeople = {
  known: false,
  reason: 'Too few people to show this.',
  tooFew: true,
} as const;

/** A file with instructions for agents. */
export interface InstructionFileFact {
  path: string;
  bytes: number;
  /** UTC day; null where the code host did not say. */
  changedOn: string | null;
}

/** What is known of an active repository of the team. */
export interface RepositoryFact {
  /** `org/name` */
  slug: string;
  /** Where people look at it. */
  href: string | null;
  /** The kind of its code host, as its annotation begins: `github.com`. */
  host: string;
  requiredApprovals: Known<number>;
  botsCanBypassReview: Known<boolean>;
  requiredStatusChecks: Known<number>;
  codeOwnerPaths: Known<readonly string[]>;
  codeOwnerReviewRequired: Known<boolean>;
  secretScanning: Known<boolean>;
  pushProtection: Known<boolean>;
  staticAnalysisOnPullRequests: Known<boolean>;
  openFindings: Known<number>;
  pullRequestTemplate: Known<string | null>;
  instructionFiles: Known<readonly InstructionFileFact[]>;
  agentPermissionsAsCode: Known<boolean>;
  agentsMayDoAnything: Known<boolean>;
  evaluationsInCi: Known<boolean>;
}

/** How many changes were merged, of how many approvals are told, and how many of these a person approved. */
export interface ReviewedChanges {
  merged: number;
  told: number;
  approved: number;
}

/**
 * Merged pull requests of the team's developers over 90 days (26 weeks for baselines). Not known where too few people
 * stand behind them: a check tells no more of a small team than a figure would.
 */
export interface PullRequestFacts {
  /** AI-labelled ones, those whose approvals are told, and those with one by a person who is not the author. */
  ai: ReviewedChanges;
  /** All others, likewise. */
  rest: ReviewedChanges;
  /**
   * AI-labelled ones of more than 200 changed lines of which it is told when they were approved if at all, and those
   * approved within two minutes; null where too few people stand behind them.
   */
  aiLarge: { merged: number; approvedFast: number } | null;
  /** Median changed lines of AI-labelled ones, and of them over the 26 weeks before, the team's own baseline. */
  aiMedianSize: Known<number>;
  aiMedianSizeBefore: Known<number>;
  /** Pull requests that vendors report their tools to have opened; null where none does, or of too few people. */
  reportedByVendors: number | null;
  /** Why they may have opened more: days of a vendor that are not collected; null where all are. */
  reportGap: string | null;
  /**
   * Of those at least 14 days old: merged, and reverted, hot-fixed or tied to an incident; null where too few people
   * stand behind them.
   */
  aiSettled: { merged: number; failed: number } | null;
  restSettled: { merged: number; failed: number } | null;
}

/** A tool that the team's people used in the last 28 days. */
export interface ToolFact {
  tool: string;
  title: string;
  policy: ToolPolicy;
  /**
   * The live exceptions that leave too few people who use it without one to tell of them: without these the tool would
   * be held against the team. Empty where there are none, or others use it too.
   */
  exceptedBy: readonly ExcusingException[];
}

/** A source of usage of which not every day is collected: what its tool is, and why. */
export interface UsageGapFact {
  /** Of its tool; null where the registry does not know it. */
  policy: ToolPolicy | null;
  /** One sentence. */
  reason: string;
}

/** Everything that checks look at, for one team as of one UTC day. Repositories of sub-teams are in it, each once. */
export interface TeamFacts {
  /** UTC day. */
  today: string;
  /** People on the roster, developers and others; not known before anybody's place in the organisation is. */
  people: Known<number>;
  /** Active ones; archived and forked ones are left out. */
  repositories: Known<readonly RepositoryFact[]>;
  pullRequests: Known<PullRequestFacts>;
  /**
   * Developers of the roster, those who hold a seat of a default tool, and those who do or are covered by a live
   * exception, with the exceptions of these. `gap` says why there may be more of them: usage of an excepted tool that is
   * not collected; null where all of it is.
   */
  provisioned: Known<{
    developers: number;
    byDefault: number;
    provisioned: number;
    exceptedBy: readonly ExcusingException[];
    gap: string | null;
  }>;
  /** As far as it is collected. */
  toolsUsed: Known<readonly ToolFact[]>;
  /** Of the last 28 days. */
  usageGaps: readonly UsageGapFact[];
  /** Whether enough people were seen to use any AI tool in the last 28 days. */
  aiUsed: Known<boolean>;
  /** Developers, and those who acknowledged the current version of the stance; not configured is not known. */
  stance: Known<{ developers: number; acknowledged: number }>;
  /** The document that the Group's annotation names; null for a Group without one. */
  practicesDocument: Known<{
    url: string;
    exists: boolean;
    changedOn: string | null;
  } | null>;
  /** Who is named as practice lead; null for nobody. `since` is the UTC day from which they were seen to be. */
  practiceLead: Known<{
    ref: string;
    title: string;
    isMember: boolean;
    since: string;
    rotates: boolean;
  } | null>;
  exceptions: Known<{ overdue: number; breached: number }>;
  /** Those that cover somebody of the team today, by its own or by that of a team below. */
  liveExceptions: readonly ExcusingException[];
  /** Whether the team's quality figures are shown in the portal; too small a team is not known. */
  qualityPublished: Known<boolean>;
  /** Parts of paths that the organisation calls sensitive; empty where it lists none. */
  sensitivePaths: readonly string[];
  /** Minimum items of the organisation's checklist, as texts to find in a template. */
  minimumItems: readonly ChecklistItem[];
}
