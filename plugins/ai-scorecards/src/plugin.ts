import { createPlugin } from '@backstage/core-plugin-api';

/** The ai-scorecards plugin for the legacy frontend system. */
export const aiScorecardsPlugin = createPlugin({
  id: 'ai-scorecards',
});
