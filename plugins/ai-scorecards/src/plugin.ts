import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { AiScorecardsClient } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from './api';
import { rootRouteRef, teamTabRouteRef } from './routes';

/** The ai-scorecards plugin for the legacy frontend system. */
export const aiScorecardsPlugin = createPlugin({
  id: 'ai-scorecards',
  routes: { root: rootRouteRef, team: teamTabRouteRef },
  apis: [
    createApiFactory({
      api: aiScorecardsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AiScorecardsClient(deps),
    }),
  ],
});

/** The *AI tools* tab of a Group page; mount it in an `EntityLayout.Route` at `/ai-scorecards`. */
export const EntityAiScorecardsContent = aiScorecardsPlugin.provide(
  createRoutableExtension({
    name: 'EntityAiScorecardsContent',
    component: () => import('./components/team/TeamTab').then(m => m.TeamTab),
    mountPoint: teamTabRouteRef,
  }),
);

/** The compact card for the overview of a Group. */
export const EntityAiScorecardsCard = aiScorecardsPlugin.provide(
  createComponentExtension({
    name: 'EntityAiScorecardsCard',
    component: {
      lazy: () =>
        import('./components/card/ScorecardCard').then(m => m.ScorecardCard),
    },
  }),
);

/** The card of a tool's page: who has it by exception. */
export const EntityAiToolExceptionsCard = aiScorecardsPlugin.provide(
  createComponentExtension({
    name: 'EntityAiToolExceptionsCard',
    component: {
      lazy: () =>
        import('./components/exceptions/ToolExceptions').then(
          m => m.ToolExceptions,
        ),
    },
  }),
);

/** For the home page: what waits for the reader. */
export const AiToolExceptionsHomeCard = aiScorecardsPlugin.provide(
  createComponentExtension({
    name: 'AiToolExceptionsHomeCard',
    component: {
      lazy: () =>
        import('./components/exceptions/HomeExceptions').then(
          m => m.HomeExceptions,
        ),
    },
  }),
);

/** The plugin's page with *My data* and the operators' page; mount it at `/ai-scorecards`. */
export const AiScorecardsPage = aiScorecardsPlugin.provide(
  createRoutableExtension({
    name: 'AiScorecardsPage',
    component: () => import('./legacy/LegacyPage').then(m => m.LegacyPage),
    mountPoint: rootRouteRef,
  }),
);
