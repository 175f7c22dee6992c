import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  createShippedPolicy,
  readRoles,
} from 'backstage-plugin-ai-scorecards-node';

/**
 * The permission policy of the example portal: what AI Scorecards ships for its own permissions, and everything else
 * allowed. A portal with a policy of its own asks the shipped one first in the same way.
 */
export const permissionPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'portal-policy',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ config, policy, userInfo }) {
        const shipped = createShippedPolicy({
          roles: readRoles(config),
          userInfo,
        });
        policy.setPolicy({
          handle: async ({ permission }, user) =>
            (await shipped(permission, user)) ?? {
              result: AuthorizeResult.ALLOW,
            },
        });
      },
    });
  },
});
