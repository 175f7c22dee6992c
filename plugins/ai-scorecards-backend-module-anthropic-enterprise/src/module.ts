import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  sourcesExtensionPoint,
  readySettings,
} from 'backstage-plugin-ai-scorecards-node';
import { analyticsPace } from './analyticsApi';
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
        const settings = readySettings(readEnterpriseSettings(config), {
          vendor: 'Claude Enterprise',
          configKey: CONFIG_KEY,
          named: [ENTERPRISE_USAGE, ENTERPRISE_COST],
          sources,
          logger,
        });
        if (!settings) return;
        const pace = analyticsPace(settings);
        sources.addSource(new EnterpriseUsageSource(settings, {}, pace));
        sources.addSource(new EnterpriseCostSource(settings, {}, pace));
      },
    });
  },
});
