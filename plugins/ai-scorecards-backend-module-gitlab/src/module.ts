import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  codeHostsExtensionPoint,
  sourcesExtensionPoint,
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
        const read = readGitlabSettings(config);
        if (read.state === 'absent') {
          logger.info(
            `Nothing is collected from GitLab: aiScorecards.sources.${CONFIG_KEY} is not configured`,
          );
          return;
        }
        if (read.state === 'faulty') {
          logger.warn(`Nothing is collected from GitLab: ${read.reason}`);
          for (const source of [GITLAB_EVIDENCE, GITLAB_OUTCOMES]) {
            sources.addDisabledSource({
              ...source,
              configKey: CONFIG_KEY,
              path: read.path,
              reason: read.reason,
            });
          }
          return;
        }
        codeHosts.addEvidenceSource(new GitlabEvidenceSource(read.settings));
        codeHosts.addOutcomeSource(new GitlabOutcomeSource(read.settings));
      },
    });
  },
});
