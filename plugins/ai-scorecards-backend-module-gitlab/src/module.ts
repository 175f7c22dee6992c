import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  codeHostsExtensionPoint,
  sourcesExtensionPoint,
  readySettings,
} from 'backstage-plugin-ai-scorecards-node';
import { GITLAB_EVIDENCE, GitlabEvidenceSource } from './GitlabEvidenceSource';
import { GITLAB_OUTCOMES, GitlabOutcomeSource } from './GitlabOutcomeSource';
import { CONFIG_KEY, readGitlabSettings } from './settings';

/** Collects what GitLab tells of code for the ai-scorecards backend plugin. */
export const aiScorecardsModuleGitlab = createBackendModule({
  pluginId: 'ai-scorecards',
  moduleId: 'gitlab',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: sourcesExtensionPoint,
        codeHosts: codeHostsExtensionPoint,
      },
      async init({ config, logger, sources, codeHosts }) {
        const settings = readySettings(readGitlabSettings(config), {
          vendor: 'GitLab',
          configKey: CONFIG_KEY,
          named: [GITLAB_EVIDENCE, GITLAB_OUTCOMES].map(source => ({
            ...source,
            tellsCost: false,
          })),
          sources,
          logger,
        });
        if (!settings) return;
        codeHosts.addEvidenceSource(new GitlabEvidenceSource(settings));
        codeHosts.addOutcomeSource(new GitlabOutcomeSource(settings));
      },
    });
  },
});
