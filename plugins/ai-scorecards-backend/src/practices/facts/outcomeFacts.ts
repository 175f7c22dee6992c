import {
  Known,
  notConnected,
  PullRequestFacts,
} from 'backstage-plugin-ai-scorecards-common';
import type { Group } from '../../org';

/** What outcomes tell of all teams as of one UTC day. */
export interface OutcomesOfDay {
  /**
   * Merged pull requests of a team's developers, by the Group's id and the annotations that name the team's repositories.
   */
  pullRequestsOf(
    groupId: number,
    annotations: ReadonlySet<string>,
  ): Known<PullRequestFacts>;
  /** Whether a team's quality figures are shown in the portal. */
  qualityPublishedOf(
    group: Pick<Group, 'id' | 'type'>,
  ): Promise<Known<boolean>>;
}

/** What outcomes tell for practice checks; asked once for all teams, because suppression looks at the whole tree. */
export interface OutcomeFacts {
  of(today: string): Promise<OutcomesOfDay>;
}

const NOT_CONNECTED = notConnected('Outcomes are not connected.');

/** Of a portal where nothing reports outcomes. */
export const noOutcomes: OutcomeFacts = {
  of: async () => ({
    pullRequestsOf: () => NOT_CONNECTED,
    qualityPublishedOf: async () => NOT_CONNECTED,
  }),
};
