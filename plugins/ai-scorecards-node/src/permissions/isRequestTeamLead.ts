import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { requestResourceRef } from './requestResource';

/** True for requests of teams that the user leads, directly or as lead of an ancestor. */
export const isRequestTeamLead = createPermissionRule({
  name: 'IS_REQUEST_TEAM_LEAD',
  description:
    'Allow requests of teams that the given user leads, directly or up the chain',
  resourceRef: requestResourceRef,
  paramsSchema: z.object({
    user: z.string().describe('Entity ref of the user'),
  }),
  apply: ({ team }, { user }) => team.leads.includes(user),
  toQuery: ({ user }) => ({ type: 'lead', user }),
});
