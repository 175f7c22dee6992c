import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { teamResourceRef } from './teamResource';

/** True for teams that the claims stand in: a Group of the claims is the team or lies below it. */
export const isTeamMember = createPermissionRule({
  name: 'IS_TEAM_MEMBER',
  description: 'Allow teams that one of the given Groups is, or belongs to',
  resourceRef: teamResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe("Entity refs of the caller's ownership claims"),
  }),
  apply: (team, { claims }) =>
    claims.some(claim => team.memberGroups.has(claim)),
  toQuery: ({ claims }) => ({ type: 'member', claims }),
});
