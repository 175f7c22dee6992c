import type { PeriodState, PublishedPopulation } from '../input';

/**
 * What scoring is given of the work: published numbers of one team, in which suppression has already been applied.
 * Weeks are named by their Monday; spans of days end with a week's Sunday.
 */

/** How many of some changes failed, and the people who made them. */
export interface PublishedChangePart {
  people: number;
  changes: number;
  failed: number;
}

/** Findings of code scanning in the repositories of a team and of the teams below it. */
export interface PublishedFindings {
  /** Repositories of the team in which something was merged or found. */
  repositories: number;
  /** Those of them that are known to have been scanned on every day of the span. */
  scanned: number;
  /** Findings in these, and what the team's people merged into scanned repositories; null where too few did. */
  counts: { found: number; changes: number; people: number } | null;
}

/** Pull requests that vendors report their tools to have opened for people of the team; 0 where too few people have any. */
export interface PublishedReports {
  shown: boolean;
  pullRequests: number;
}

/**
 * Merged changes of a span of days. The population are the people who made them, or for whom a machine did; every
 * number is 0, and the lists are empty, where they are too few.
 */
export interface PublishedChanges extends PublishedPopulation {
  /** Of the days of the span. */
  period: PeriodState;
  changes: number;
  /** Reverted, hot-fixed or tied to an incident or a defect, as far as is known now. */
  failed: number;
  reverted: number;
  /** Tied to an incident or a defect. */
  incidents: number;
  /** Those of them of which a post-mortem answers whether AI code was involved, and those where it was. */
  aiAnswered: number;
  aiIncidents: number;
  /** Those of them of which a post-mortem answers whether the review was adequate, and those where it was not. */
  reviewAnswered: number;
  reviewGaps: number;
  /** Changes that are hot fixes themselves. */
  hotFixes: number;
  /** Changes of which approvals are known, and those with one by a person who is not the author. */
  reviewKnown: number;
  reviewed: number;
  /** With any sign of AI. */
  ai: number;
  /** Changes by how long they were open, in the bins of `CYCLE_HOURS`. */
  cycle: number[];
  /** Changes by changed lines, in the bins of `SIZE_LINES`. */
  size: number[];
  /** AI-assisted and other changes apart; null where too few people stand behind either. */
  parts: { ai: PublishedChangePart; other: PublishedChangePart } | null;
  findings: PublishedFindings;
  /** Null where no vendor reports any. */
  reported: PublishedReports | null;
}

/** Of repositories of which nothing is known. */
export const NO_FINDINGS: PublishedFindings = {
  repositories: 0,
  scanned: 0,
  counts: null,
};

/** One team's week of work, as stored. */
export interface PublishedOutcomeWeek extends PeriodState {
  /** Monday. */
  week: string;
  /** Every day is over and past its settle time. */
  settled: boolean;
  /** Too many authors are not matched to people: figures have no status. */
  provisional: boolean;
  /** Developers of the roster, and what they merged; machines' pull requests are nobody's output. */
  roster: PublishedPopulation & { merged: number };
  /** The 28 days that end with the week. */
  window: PublishedChanges;
  /** The 14 days that end with the week. */
  half: PublishedChanges;
}

export interface OutcomeInput {
  /** Some source tells what came of the work. */
  connected: boolean;
  /** Some incident or defect was ever told of: else that there are none is not known. */
  incidentsTold: boolean;
  /** Monday of the week that is scored; null before the first. */
  week: string | null;
  /** The scored week and up to {@link OUTCOME_WEEKS} − 1 before it, in any order; one without a row is left out. */
  weeks: readonly PublishedOutcomeWeek[];
  /** Quartiles of change failure over comparable teams, of the weeks that are scored. */
  peers: { p25: number; p50: number; p75: number; teams: number } | null;
}

/** Weeks over which a figure is taken. */
export const SCORED_WEEKS = 4;
/** Weeks that a change is given to fail. */
export const SETTLING_WEEKS = 2;
/** Weeks of the own baseline, before the scored ones. */
export const BASELINE_WEEKS = 26;
/** With fewer weeks there is no baseline yet. */
export const LEAST_BASELINE_WEEKS = 8;
/** Weeks of a small chart. */
export const CHART_WEEKS = 12;
/** Weeks that a figure looks back over, its own included. */
export const OUTCOME_WEEKS = SCORED_WEEKS + SETTLING_WEEKS + BASELINE_WEEKS;
