import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  rowsExtensionPoint,
  sourcesExtensionPoint,
} from 'backstage-plugin-ai-scorecards-node';
import { FileReader } from './FileReader';
import { CONFIG_KEY, readFileSettings } from './settings';

/** Reads files of usage for the ai-scorecards backend plugin. */
export const aiScorecardsModuleFile = createBackendModule({
  pluginId: 'ai-scorecards',
  moduleId: 'file',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        rows: rowsExtensionPoint,
        sources: sourcesExtensionPoint,
      },
      async init({ config, logger, rows, sources }) {
        const read = readFileSettings(config);
        if (read.state === 'absent') {
          logger.info(
            `No files of usage are read: aiScorecards.sources.${CONFIG_KEY} is not configured`,
          );
        } else if (read.state === 'faulty') {
          logger.warn(`No files of usage are read: ${read.reason}`);
          sources.addDisabledSource({
            id: 'usage-files',
            title: 'Usage files',
            configKey: CONFIG_KEY,
            path: read.path,
            reason: read.reason,
          });
        } else {
          rows.addReader(new FileReader(read.settings));
        }
      },
    });
  },
});
