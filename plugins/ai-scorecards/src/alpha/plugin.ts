import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { rootRouteRef, teamTabRouteRef } from '../routes';
import { aiScorecardsApi } from './apis';
import { teamEntityCard, toolEntityCard } from './entityCards';
import { exceptionsHomeWidget } from './homeWidgets';
import { teamEntityContent } from './entityContents';
import {
  checklistPage,
  exceptionsPage,
  myDataPage,
  operatePage,
  organisationPage,
  rootPage,
} from './pages';

/** The ai-scorecards plugin for the new frontend system. */
export const aiScorecardsPlugin = createFrontendPlugin({
  pluginId: 'ai-scorecards',
  title: 'AI Scorecards',
  info: { packageJson: () => import('../../package.json') },
  routes: { root: rootRouteRef, team: teamTabRouteRef },
  extensions: [
    aiScorecardsApi,
    teamEntityContent,
    teamEntityCard,
    toolEntityCard,
    exceptionsHomeWidget,
    rootPage,
    myDataPage,
    exceptionsPage,
    checklistPage,
    organisationPage,
    operatePage,
  ],
});
