import { createFrontendPlugin } from '@backstage/frontend-plugin-api';

/** The ai-scorecards plugin for the new frontend system. */
export default createFrontendPlugin({
  pluginId: 'ai-scorecards',
  title: 'AI Scorecards',
  info: { packageJson: () => import('../package.json') },
  extensions: [],
});
