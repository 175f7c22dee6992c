import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  codeHostsExtensionPoint,
  sourcesExtensionPoint,
  readySettings,
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
        const isWanted = (block: string) =>
          Boolean(
            config.getOptional(`aiScorecards.sources.${CONFIG_KEY}.${block}`),
          );
        const settings = readySettings(readGithubSettings(config), {
          vendor: 'GitHub',
          configKey: CONFIG_KEY,
          named: [
            COPILOT_USAGE,
            COPILOT_SEATS,
            ...(isWanted('billing') ? [COPILOT_BILLING] : []),
            ...(isWanted('codeHost')
              ? [GITHUB_EVIDENCE, GITHUB_OUTCOMES].map(source => ({
                  ...source,
                  tellsCost: false,
                }))
              : []),
          ],
          sources,
          logger,
        });
        if (!settings) return;
        sources.addSource(new CopilotUsageSource(settings));
        sources.addSource(new CopilotSeatsSource(settings));
        if (settings.billing) {
          sources.addSource(new BillingSource(settings, settings.billing));
        }
        const { codeHost } = settings;
        if (codeHost) {
          codeHosts.addEvidenceSource(
            new GithubEvidenceSource(settings, codeHost),
          );
          codeHosts.addOutcomeSource(
            new GithubOutcomeSource(settings, codeHost),
          );
        }
      },
    });
  },
});
