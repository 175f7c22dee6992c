import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { teamResourceRef } from './teamResource';

/** True for teams that the user leads, directly or as lead of an ancestor. */
export const isTeamLead = createPermissionRule({
  name: 'IS_TEAM_LEAD',
  description:
    'Allow teams that the given user leads, directly or up the chain',
  resourceRef: teamResourceRef,
  paramsSchema: z.object({
    user: z.string().describe('Entity ref of the user'),
  }),
  apply: (team, { user }) => team.leads.includes(user),
  toQuery: ({ user }) => ({ type: 'lead', user }),
});
