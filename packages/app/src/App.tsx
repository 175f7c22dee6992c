import { createApp } from '@backstage/frontend-defaults';
import { devSignInModule } from './devSignIn';
import { homeModule } from './home';
import { navModule } from './nav';

/**
 * The example portal. Every plugin that package.json depends on is found by
 * feature discovery (`app.packages: all`); only the portal's own modules are
 * named here.
 */
export const app = createApp({
  features: [devSignInModule, homeModule, navModule],
});
