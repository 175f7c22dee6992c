import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** The github source of the ai-scorecards backend plugin. */
export const aiScorecardsModuleGithub = createBackendModule({
  pluginId: 'ai-scorecards',
  moduleId: 'github',
  register(reg) {
    reg.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug('The github source is installed');
      },
    });
  },
});
