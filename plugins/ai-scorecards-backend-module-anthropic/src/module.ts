import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { sourcesExtensionPoint } from 'backstage-plugin-ai-scorecards-node';
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
        const read = readAnthropicSettings(config);
        if (read.state === 'absent') {
          logger.info(
            `Nothing is collected from Anthropic: aiScorecards.sources.${CONFIG_KEY} is not configured`,
          );
          return;
        }
        if (read.state === 'faulty') {
          logger.warn(`Nothing is collected from Anthropic: ${read.reason}`);
          for (const source of [CLAUDE_CODE, COST_REPORT]) {
            sources.addDisabledSource({
              ...source,
              configKey: CONFIG_KEY,
              path: read.path,
              reason: read.reason,
            });
          }
          return;
        }
        sources.addSource(new ClaudeCodeSource(read.settings));
        sources.addSource(new CostReportSource(read.settings));
      },
    });
  },
});
