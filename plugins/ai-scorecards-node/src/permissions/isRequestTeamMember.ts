import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { requestResourceRef } from './requestResource';

/** True for requests of teams that the claims stand in. */
export const isRequestTeamMember = createPermissionRule({
  name: 'IS_REQUEST_TEAM_MEMBER',
  description:
    'Allow requests of teams that one of the given Groups is, or belongs to',
  resourceRef: requestResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe("Entity refs of the caller's ownership claims"),
  }),
  apply: ({ team }, { claims }) =>
    claims.some(claim => team.memberGroups.has(claim)),
  toQuery: ({ claims }) => ({ type: 'member', claims }),
});
