import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  sourcesExtensionPoint,
  readySettings,
} from 'backstage-plugin-ai-scorecards-node';
import { CLAUDE_CODE, ClaudeCodeSource } from './claudeCodeSource';
import { COST_REPORT, CostReportSource } from './costReportSource';
import { CONFIG_KEY, readAnthropicSettings } from './settings';

/** Collects Claude Code usage and Anthropic's cost report for the ai-scorecards backend plugin. */
export const aiScorecardsModuleAnthropic = createBackendModule({
  pluginId: 'ai-scorecards',
  moduleId: 'anthropic',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: sourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const settings = readySettings(readAnthropicSettings(config), {
          vendor: 'Anthropic',
          configKey: CONFIG_KEY,
          named: [CLAUDE_CODE, COST_REPORT],
          sources,
          logger,
        });
        if (!settings) return;
        sources.addSource(new ClaudeCodeSource(settings));
        sources.addSource(new CostReportSource(settings));
      },
    });
  },
});
