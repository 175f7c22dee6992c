import {
  BasicPermission,
  createPermission,
} from '@backstage/plugin-permission-common';

/**
 * Pushing usage and cost. Meant for service tokens that are restricted to it; of users the service lets operators alone
 * do it.
 */
export const pushPermission: BasicPermission = createPermission({
  name: 'ai-scorecards.ingest',
  attributes: { action: 'create' },
});

export const pushPermissions = [pushPermission];
