import { createBackend } from '@backstage/backend-defaults';
import { devClockFactory } from './devClock';
import { devSignInModule } from './devSignIn';
import { permissionPolicyModule } from './permissionPolicy';

const backend = createBackend();

// Serves the built frontend, so that the portal is one process and one URL.
backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(devSignInModule);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(permissionPolicyModule);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(devClockFactory);
backend.add(import('backstage-plugin-ai-scorecards-backend'));
backend.add(import('backstage-plugin-ai-scorecards-backend-module-github'));
backend.add(import('backstage-plugin-ai-scorecards-backend-module-anthropic'));
backend.add(import('backstage-plugin-ai-scorecards-backend-module-cursor'));
backend.add(import('backstage-plugin-ai-scorecards-backend-module-openai'));
backend.add(
  import('backstage-plugin-ai-scorecards-backend-module-anthropic-enterprise'),
);
backend.add(import('backstage-plugin-ai-scorecards-backend-module-file'));
backend.add(import('backstage-plugin-ai-scorecards-backend-module-gitlab'));

backend.start().catch(error => {
  // Without this a portal that failed to start would stay up and answer nothing.
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
