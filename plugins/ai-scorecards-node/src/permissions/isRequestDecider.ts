import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { requestResourceRef } from './requestResource';

/** True for requests that the claims decide or are heard on: board, voices, deputies, fallback approvers. */
export const isRequestDecider = createPermissionRule({
  name: 'IS_REQUEST_DECIDER',
  description:
    'Allow requests that one of the given users or Groups decides, or is heard on',
  resourceRef: requestResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe("Entity refs of the caller's ownership claims"),
  }),
  apply: ({ deciders }, { claims }) =>
    deciders.some(decider => claims.includes(decider)),
  toQuery: ({ claims }) => ({ type: 'decider', claims }),
});
