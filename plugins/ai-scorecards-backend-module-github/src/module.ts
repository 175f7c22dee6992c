import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { sourcesExtensionPoint } from 'backstage-plugin-ai-scorecards-node';
import { BillingSource, COPILOT_BILLING } from './billingSource';
import { COPILOT_SEATS, CopilotSeatsSource } from './copilotSeatsSource';
import { COPILOT_USAGE, CopilotUsageSource } from './copilotUsageSource';
import { CONFIG_KEY, readGithubSettings } from './settings';

/** Collects usage and seats of GitHub Copilot, and what is billed for it, for the ai-scorecards backend plugin. */
export const aiScorecardsModuleGithub = createBackendModule({
  pluginId: 'ai-scorecards',
  moduleId: 'github',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: sourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const read = readGithubSettings(config);
        if (read.state === 'absent') {
          logger.info(
            `Nothing is collected from GitHub: aiScorecards.sources.${CONFIG_KEY} is not configured`,
          );
          return;
        }
        if (read.state === 'faulty') {
          logger.warn(`Nothing is collected from GitHub: ${read.reason}`);
          const billing: unknown = config.getOptional(
            `aiScorecards.sources.${CONFIG_KEY}.billing`,
          );
          for (const source of [
            COPILOT_USAGE,
            COPILOT_SEATS,
            ...(billing ? [COPILOT_BILLING] : []),
          ]) {
            sources.addDisabledSource({
              ...source,
              configKey: CONFIG_KEY,
              path: read.path,
              reason: read.reason,
            });
          }
          return;
        }
        sources.addSource(new CopilotUsageSource(read.settings));
        sources.addSource(new CopilotSeatsSource(read.settings));
        if (read.settings.billing) {
          sources.addSource(
            new BillingSource(read.settings, read.settings.billing),
          );
        }
      },
    });
  },
});
