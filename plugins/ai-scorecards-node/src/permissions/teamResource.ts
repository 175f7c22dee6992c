import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_TEAM } from 'backstage-plugin-ai-scorecards-common';

/** A team as permission rules see it. */
export interface TeamResource {
  /** The Group's entity ref. */
  ref: string;
  /** The Group itself and every Group below it: whoever is in one of them is on the team's roster. */
  memberGroups: ReadonlySet<string>;
  /** Users who lead the team or one of its ancestors. */
  leads: string[];
}

/** What a rule means for a list of teams; the backend turns it into SQL over its group graph. */
export type TeamFilter =
  | { type: 'member'; claims: string[] }
  | { type: 'lead'; user: string };

export const teamResourceRef = createPermissionResourceRef<
  TeamResource,
  TeamFilter
>().with({ pluginId: 'ai-scorecards', resourceType: RESOURCE_TYPE_TEAM });
