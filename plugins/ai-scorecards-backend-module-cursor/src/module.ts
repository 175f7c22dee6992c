import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { sourcesExtensionPoint } from 'backstage-plugin-ai-scorecards-node';
import { CURSOR_SEATS, CursorSeatsSource } from './cursorSeatsSource';
import { CURSOR_USAGE, CursorUsageSource } from './cursorUsageSource';
import { CONFIG_KEY, readCursorSettings } from './settings';

/** Collects Cursor usage, seats and cost for the ai-scorecards backend plugin. */
export const aiScorecardsModuleCursor = createBackendModule({
  pluginId: 'ai-scorecards',
  moduleId: 'cursor',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: sourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const read = readCursorSettings(config);
        if (read.state === 'absent') {
          logger.info(
            `Nothing is collected from Cursor: aiScorecards.sources.${CONFIG_KEY} is not configured`,
          );
          return;
        }
        if (read.state === 'faulty') {
          logger.warn(`Nothing is collected from Cursor: ${read.reason}`);
          for (const source of [CURSOR_USAGE, CURSOR_SEATS]) {
            sources.addDisabledSource({
              ...source,
              configKey: CONFIG_KEY,
              path: read.path,
              reason: read.reason,
            });
          }
          return;
        }
        sources.addSource(new CursorUsageSource(read.settings));
        sources.addSource(new CursorSeatsSource(read.settings));
      },
    });
  },
});
