import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** The anthropic source of the ai-scorecards backend plugin. */
export const aiScorecardsModuleAnthropic = createBackendModule({
  pluginId: 'ai-scorecards',
  moduleId: 'anthropic',
  register(reg) {
    reg.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug('The anthropic source is installed');
      },
    });
  },
});
