import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { sourcesExtensionPoint } from 'backstage-plugin-ai-scorecards-node';
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
        const read = readOpenaiSettings(config);
        if (read.state === 'absent') {
          logger.info(
            `Nothing is collected from OpenAI: aiScorecards.sources.${CONFIG_KEY} is not configured`,
          );
          return;
        }
        if (read.state === 'faulty') {
          logger.warn(`Nothing is collected from OpenAI: ${read.reason}`);
          for (const source of [OPENAI_USAGE, OPENAI_COSTS]) {
            sources.addDisabledSource({
              ...source,
              configKey: CONFIG_KEY,
              path: read.path,
              reason: read.reason,
            });
          }
          return;
        }
        sources.addSource(new OpenaiUsageSource(read.settings));
        sources.addSource(new OpenaiCostsSource(read.settings));
      },
    });
  },
});
