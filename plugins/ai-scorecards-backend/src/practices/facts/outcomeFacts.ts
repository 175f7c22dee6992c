import {
  Known,
  notKnown,
  PullRequestFacts,
} from 'backstage-plugin-ai-scorecards-common';

/** Merged pull requests of a team's developers, by the Group's id, as of a UTC day. */
export type PullRequestFactsOf = (
  groupId: number,
  today: string,
) => Promise<Known<PullRequestFacts>>;

/** Whether a team's quality figures are shown in the portal, by the Group's id, as of a UTC day. */
export type QualityPublishedOf = (
  groupId: number,
  today: string,
) => Promise<Known<boolean>>;

/** What outcomes tell for practice checks. */
export interface OutcomeFacts {
  pullRequestsOf: PullRequestFactsOf;
  qualityPublishedOf: QualityPublishedOf;
}

const NOT_CONNECTED = notKnown('Outcomes are not connected.');

/** Of a portal where nothing reports outcomes. */
export const noOutcomes: OutcomeFacts = {
  pullRequestsOf: async () => NOT_CONNECTED,
  qualityPublishedOf: async () => NOT_CONNECTED,
};
