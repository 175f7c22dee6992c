import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => (await import('./DevSignInPage')).DevSignInPage,
  },
});

/**
 * Signing in as one of the configured personas. For development only: the
 * backend's half refuses to start unless NODE_ENV is "development".
 */
export const devSignInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage],
});
