import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { JsonObject } from '@backstage/types';
import {
  createShippedPolicy,
  readRoles,
} from 'backstage-plugin-ai-scorecards-node';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };

type Decide = (
  permission: Permission,
  user: PolicyQueryUser | undefined,
) => Promise<PolicyDecision | undefined>;

/** What makes a portal decide so: the real permission backend with a policy, asked over HTTP. */
export interface PolicySetup {
  features: BackendFeature[];
  rootConfig: JsonObject;
}

/** A portal with permissions enabled; `wrap` may change what the shipped policy says. */
export function shippedPolicy(wrap?: (shipped: Decide) => Decide): PolicySetup {
  return enabled(
    createBackendModule({
      pluginId: 'permission',
      moduleId: 'tested-policy',
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
            const decide = wrap?.(shipped) ?? shipped;
            policy.setPolicy({
              handle: async ({ permission }, user) =>
                (await decide(permission, user)) ?? ALLOW,
            });
          },
        });
      },
    }),
  );
}

/** A portal with permissions enabled where everything is allowed. */
export function allowAll(): PolicySetup {
  return shippedPolicy(() => async () => ALLOW);
}

/** A portal that asks nobody. */
export function disabled(): PolicySetup {
  return {
    features: [permissionsServiceFactory],
    rootConfig: { permission: { enabled: false } },
  };
}

/**
 * As the mock, but saying which plugin acts for a user, as real tokens do: the permission backend answers questions
 * about many resources to plugins only.
 */
const actingAuth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const pluginId = plugin.getId();
    const auth = mockServices.auth({ pluginId });
    const issue = auth.getPluginRequestToken.bind(auth);
    return Object.assign(auth, {
      getPluginRequestToken: async (options: Parameters<typeof issue>[0]) => {
        const { onBehalfOf } = options;
        if (!auth.isPrincipal(onBehalfOf, 'user')) return issue(options);
        const { userEntityRef } = onBehalfOf.principal;
        const actor = { subject: `plugin:${pluginId}` };
        return { token: mockCredentials.user.token(userEntityRef, { actor }) };
      },
    });
  },
});

function enabled(policy: BackendFeature): PolicySetup {
  return {
    features: [
      actingAuth,
      permissionsServiceFactory,
      permissionBackend,
      policy,
    ],
    rootConfig: { permission: { enabled: true } },
  };
}
