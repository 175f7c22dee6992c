import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';

/** The ai-scorecards backend plugin. */
export const aiScorecardsPlugin = createBackendPlugin({
  pluginId: 'ai-scorecards',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.info('AI scorecards is starting');
      },
    });
  },
});
