import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  sourcesExtensionPoint,
  readySettings,
} from 'backstage-plugin-ai-scorecards-node';
import { OPENAI_COSTS, OpenaiCostsSource } from './openaiCostsSource';
import { OPENAI_USAGE, OpenaiUsageSource } from './openaiUsageSource';
import { CONFIG_KEY, readOpenaiSettings } from './settings';

/** Collects OpenAI usage and costs for the ai-scorecards backend plugin. */
export const aiScorecardsModuleOpenai = createBackendModule({
  pluginId: 'ai-scorecards',
  moduleId: 'openai',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: sourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const settings = readySettings(readOpenaiSettings(config), {
          vendor: 'OpenAI',
          configKey: CONFIG_KEY,
          named: [OPENAI_USAGE, OPENAI_COSTS],
          sources,
          logger,
        });
        if (!settings) return;
        sources.addSource(new OpenaiUsageSource(settings));
        sources.addSource(new OpenaiCostsSource(settings));
      },
    });
  },
});
