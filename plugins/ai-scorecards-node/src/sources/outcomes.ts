import { AccountRef, UnreadableRecord } from './records';
import { CollectContext, DayAnswer } from './sources';

/** How a change shows that AI took part in it. */
export type AiSignal = 'trailer' | 'agent' | 'label';

/** A pull request, told on the UTC day of its merge. */
export interface PullRequestRecord {
  type: 'pull-request';
  /** `org/name`, lower case. */
  repository: string;
  number: number;
  /** Null where the account is gone. */
  author: AccountRef | null;
  /** Opened by an agent or another machine; its output is nobody's, its `onBehalfOf` is whoever asked for it. */
  bot: boolean;
  onBehalfOf: AccountRef | null;
  /** ISO times, UTC. */
  openedAt: string;
  mergedAt: string;
  additions: number;
  deletions: number;
  /** Approvals by people who are neither author nor bot; null where the host did not say. */
  humanApprovals: number | null;
  /** ISO time of the first of them. */
  firstApprovalAt: string | null;
  /** Empty for a change without any sign of AI. */
  ai: AiSignal[];
  /** Numbers of pull requests of the same repository that this one takes back. */
  reverts: number[];
  /** Labelled or named as a hot fix; `fixes` are the numbers that it mends, where it says so. */
  hotFix: boolean;
  fixes: number[];
}

/** A finding of code scanning of severity high or critical, on the UTC day of its creation. */
export interface FindingRecord {
  type: 'finding';
  key: string;
  repository: string;
  createdOn: string;
  fixedOn: string | null;
  severity: 'high' | 'critical';
}

/** An incident or a defect that another system tells of. */
export interface IncidentRecord {
  type: 'incident';
  key: string;
  kind: 'incident' | 'defect';
  openedOn: string;
  resolvedOn: string | null;
  causedBy: { repository: string; number: number }[];
  aiInvolved: 'yes' | 'no' | 'unknown';
  reviewAdequate: 'yes' | 'no' | 'unknown';
}

export type OutcomeRecord = PullRequestRecord | FindingRecord | IncidentRecord;

/** What to look for among days that are not asked for again by themselves any more. */
export interface LateChanges {
  /** ISO times, both included, between which something changed. */
  from: string;
  to: string;
  /** UTC day: of those before it. */
  before: string;
}

/**
 * Collects what came of the work, one UTC day a call: pull requests merged, findings created, incidents opened on that
 * day. A day is replaced as a whole.
 */
export interface OutcomeSource {
  readonly kind: 'outcomes';
  readonly id: string;
  readonly title: string;
  readonly configKey: string;
  /** Accounts of sources with the same namespace are the same accounts: `github`. */
  readonly namespace: string;
  /** The annotation of Components that names a repository here: `github.com/project-slug`. */
  readonly slugAnnotation: string;
  /** Full UTC days after which a day is taken as final. */
  readonly settleDays: number;
  /** As of other sources: for how long a settled day may still change. */
  readonly restatedForDays?: number;
  readonly refreshMinutes?: number;
  readonly access: string;
  readonly earliestDay?: string;
  /**
   * Tells findings by day, of the repositories whose `openFindings` the evidence of the same `slugAnnotation` tells. Of
   * a source without it nothing is known of findings, which is not that there are none.
   */
  readonly tellsFindings?: boolean;
  test(context: CollectContext): Promise<void>;
  /** `repositories` are the catalog's slugs of this host: what lies elsewhere is of no team and is left out. */
  collectDay(
    day: string,
    repositories: ReadonlySet<string>,
    context: CollectContext,
  ): Promise<DayAnswer<OutcomeRecord>>;
  /**
   * UTC days of which something was told anew, such as a post-mortem that is answered months later. They are collected
   * again. A day that did not change costs requests and does no harm.
   */
  changedDays?(
    changes: LateChanges,
    repositories: ReadonlySet<string>,
    context: CollectContext,
  ): Promise<ReadonlySet<string>>;
}

export type OutcomeRow = OutcomeRecord | UnreadableRecord;
