import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import type { Entity } from '@backstage/catalog-model';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import type { JsonObject } from '@backstage/types';
import { registryReadPermission } from 'backstage-plugin-ai-scorecards-common';
import {
  codeHostsExtensionPoint,
  createShippedPolicy,
  EvidenceSource,
  OutcomeSource,
  readRoles,
  Source,
  sourcesExtensionPoint,
} from 'backstage-plugin-ai-scorecards-node';
import PromiseRouter from 'express-promise-router';
import { Clock, clockServiceRef } from '../../../src/clock';
import { SIGN_IN_HEADER } from './headers';
import { TaskList } from './TaskList';

/** Signs anybody in as whom they say: for a backend on a loopback port that lives as long as a measurement. */
export const signInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'bench-sign-in',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'bench',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: () => undefined,
              async authenticate({ req }) {
                const claims = req.header(SIGN_IN_HEADER)?.split(',');
                if (!claims) throw new AuthenticationError('Nobody was named');
                return { result: claims };
              },
            }),
            signInResolver: ({ result }, context) =>
              context.issueToken({ claims: { sub: result[0], ent: result } }),
          }),
        });
      },
    });
  },
});

/** The shipped policy, as a portal would install it. */
export const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'bench-policy',
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

/** The least that a route can do that knows its caller and asks for one permission: what reads are compared to. */
export const emptyRoutePlugin = createBackendPlugin({
  pluginId: 'empty',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ httpAuth, httpRouter, permissions }) {
        const router = PromiseRouter();
        router.get('/route', async (request, response) => {
          const credentials = await httpAuth.credentials(request);
          const [decision] = await permissions.authorize(
            [{ permission: registryReadPermission }],
            { credentials },
          );
          if (decision.result !== AuthorizeResult.ALLOW) {
            throw new NotAllowedError('The policy of the benchmark is wrong');
          }
          response.json({});
        });
        httpRouter.use(router);
      },
    });
  },
});

/** Sources that need no vendor. */
export function sourcesModule(sources: readonly Source[]) {
  return createBackendModule({
    pluginId: 'ai-scorecards',
    moduleId: 'bench',
    register(reg) {
      reg.registerInit({
        deps: { sources: sourcesExtensionPoint },
        async init(deps) {
          sources.forEach(source => deps.sources.addSource(source));
        },
      });
    },
  });
}

/** A code host that needs no host. */
export function codeHostModule(
  evidence: EvidenceSource,
  outcomes: OutcomeSource,
) {
  return createBackendModule({
    pluginId: 'ai-scorecards',
    moduleId: 'bench-code-host',
    register(reg) {
      reg.registerInit({
        deps: { hosts: codeHostsExtensionPoint },
        async init({ hosts }) {
          hosts.addEvidenceSource(evidence);
          hosts.addOutcomeSource(outcomes);
        },
      });
    },
  });
}

/** A catalog in memory, streamed as the catalog's client does. */
export function catalogOf(entities: readonly Entity[]) {
  return createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => {
      const catalog = catalogServiceMock({ entities: [] });
      catalog.streamEntities = async function* streamEntities(request) {
        const wanted = JSON.stringify(request?.filter ?? {}).toLowerCase();
        yield entities.filter(entity =>
          wanted.includes(`"${entity.kind.toLowerCase()}"`),
        );
      };
      return catalog;
    },
  });
}

export function clockOf(clock: Clock) {
  return createServiceFactory({
    service: clockServiceRef,
    deps: {},
    factory: () => clock,
  });
}

/** One list for each plugin would keep the benchmark from its own. */
export function schedulerOf(tasks: TaskList) {
  return createServiceFactory({
    service: coreServices.scheduler,
    deps: {},
    factory: () => tasks,
  });
}

export function configOf(data: JsonObject) {
  return createServiceFactory({
    service: coreServices.rootConfig,
    deps: {},
    factory: () => new ConfigReader(data),
  });
}
