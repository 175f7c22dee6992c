import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { sourcesExtensionPoint } from 'backstage-plugin-ai-scorecards-node';
import { ENTERPRISE_COST, EnterpriseCostSource } from './costSource';
import { CONFIG_KEY, readEnterpriseSettings } from './settings';
import { ENTERPRISE_USAGE, EnterpriseUsageSource } from './usageSource';

/** Collects usage and cost of Claude Code from Claude Enterprise for the ai-scorecards backend plugin. */
export const aiScorecardsModuleAnthropicEnterprise = createBackendModule({
  pluginId: 'ai-scorecards',
  moduleId: 'anthropic-enterprise',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: sourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const read = readEnterpriseSettings(config);
        if (read.state === 'absent') {
          logger.info(
            `Nothing is collected from Claude Enterprise: aiScorecards.sources.${CONFIG_KEY} is not configured`,
          );
          return;
        }
        if (read.state === 'faulty') {
          logger.warn(
            `Nothing is collected from Claude Enterprise: ${read.reason}`,
          );
          for (const source of [ENTERPRISE_USAGE, ENTERPRISE_COST]) {
            sources.addDisabledSource({
              ...source,
              configKey: CONFIG_KEY,
              path: read.path,
              reason: read.reason,
            });
          }
          return;
        }
        sources.addSource(new EnterpriseUsageSource(read.settings));
        sources.addSource(new EnterpriseCostSource(read.settings));
      },
    });
  },
});
