import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { requestResourceRef } from './requestResource';

/** True for requests that the user filed, supports, or pays for. */
export const isRequestAsker = createPermissionRule({
  name: 'IS_REQUEST_ASKER',
  description: 'Allow requests that the given user filed, supports or pays for',
  resourceRef: requestResourceRef,
  paramsSchema: z.object({
    user: z.string().describe('Entity ref of the user'),
  }),
  apply: (request, { user }) => request.askers.includes(user),
  toQuery: ({ user }) => ({ type: 'asker', user }),
});
