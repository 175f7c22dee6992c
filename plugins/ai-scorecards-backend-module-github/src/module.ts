import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  codeHostsExtensionPoint,
  sourcesExtensionPoint,
} from 'backstage-plugin-ai-scorecards-node';
import { BillingSource, COPILOT_BILLING } from './billingSource';
import { COPILOT_SEATS, CopilotSeatsSource } from './copilotSeatsSource';
import { COPILOT_USAGE, CopilotUsageSource } from './copilotUsageSource';
import {
  GITHUB_EVIDENCE,
  GithubEvidenceSource,
} from './evidence/GithubEvidenceSource';
import {
  GITHUB_OUTCOMES,
  GithubOutcomeSource,
} from './outcomes/GithubOutcomeSource';
import { CONFIG_KEY, readGithubSettings } from './settings';

/** Collects what GitHub tells of Copilot, of what it bills and, where it is wanted, of code, for the ai-scorecards backend. */
export const aiScorecardsModuleGithub = createBackendModule({
  pluginId: 'ai-scorecards',
  moduleId: 'github',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: sourcesExtensionPoint,
        codeHosts: codeHostsExtensionPoint,
      },
      async init({ config, logger, sources, codeHosts }) {
        const read = readGithubSettings(config);
        if (read.state === 'absent') {
          logger.info(
            `Nothing is collected from GitHub: aiScorecards.sources.${CONFIG_KEY} is not configured`,
          );
          return;
        }
        if (read.state === 'faulty') {
          logger.warn(`Nothing is collected from GitHub: ${read.reason}`);
          const isWanted = (block: string) =>
            Boolean(
              config.getOptional(`aiScorecards.sources.${CONFIG_KEY}.${block}`),
            );
          for (const source of [
            COPILOT_USAGE,
            COPILOT_SEATS,
            ...(isWanted('billing') ? [COPILOT_BILLING] : []),
            ...(isWanted('codeHost') ? [GITHUB_EVIDENCE, GITHUB_OUTCOMES] : []),
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
        const { codeHost } = read.settings;
        if (codeHost) {
          codeHosts.addEvidenceSource(
            new GithubEvidenceSource(read.settings, codeHost),
          );
          codeHosts.addOutcomeSource(
            new GithubOutcomeSource(read.settings, codeHost),
          );
        }
      },
    });
  },
});
