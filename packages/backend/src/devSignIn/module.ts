import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createPersonaAuthenticator } from './authenticator';
import { readPersonas } from './personas';
import { signInAsPersona } from './signInResolver';

/** The provider id, as in `auth.providers`. */
export const DEV_SIGN_IN_PROVIDER = 'dev-persona';

/**
 * Signing in as one of `devSignIn.personas` without a password; where
 * `devSignIn.anybody` is true, also as any other User by their ref.
 *
 * It makes the backend fail to start unless NODE_ENV is "development": in any
 * other environment it would let everybody in as anybody.
 */
export const devSignInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'dev-sign-in',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (process.env.NODE_ENV !== 'development') {
          throw new Error(
            `The development sign-in lets everybody in without a password, so it runs only with NODE_ENV=development (it is "${
              process.env.NODE_ENV ?? ''
            }"). Remove devSignInModule from packages/backend/src/index.ts and install a real provider.`,
          );
        }
        const personas = readPersonas(config);
        providers.registerProvider({
          providerId: DEV_SIGN_IN_PROVIDER,
          factory: createProxyAuthProviderFactory({
            authenticator: createPersonaAuthenticator(
              personas,
              config.getOptionalBoolean('devSignIn.anybody') ?? false,
            ),
            signInResolver: signInAsPersona,
          }),
        });
        logger.warn(
          `Anybody who reaches this portal may sign in as one of ${personas.length} personas`,
        );
      },
    });
  },
});
