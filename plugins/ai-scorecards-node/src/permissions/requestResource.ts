import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_EXCEPTION_REQUEST } from 'backstage-plugin-ai-scorecards-common';
import type { TeamResource } from './teamResource';

/** A request as permission rules see it. */
export interface RequestResource {
  id: string;
  /** Users who ask, or answer for it: requester, support owner and who pays. */
  askers: string[];
  /** The team that asks. */
  team: TeamResource;
  /** Users and Groups who decide or are heard: board, voices, deputies, fallback approvers. */
  deciders: string[];
}

/** What a rule means for a list of requests; the backend turns it into SQL. */
export type RequestFilter =
  | { type: 'asker'; user: string }
  | { type: 'member'; claims: string[] }
  | { type: 'lead'; user: string }
  | { type: 'decider'; claims: string[] };

export const requestResourceRef = createPermissionResourceRef<
  RequestResource,
  RequestFilter
>().with({
  pluginId: 'ai-scorecards',
  resourceType: RESOURCE_TYPE_EXCEPTION_REQUEST,
});
