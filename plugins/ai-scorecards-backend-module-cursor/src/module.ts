import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  sourcesExtensionPoint,
  readySettings,
} from 'backstage-plugin-ai-scorecards-node';
import { cursorPaces } from './cursorApi';
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
        const settings = readySettings(readCursorSettings(config), {
          vendor: 'Cursor',
          configKey: CONFIG_KEY,
          named: [CURSOR_USAGE, CURSOR_SEATS],
          sources,
          logger,
        });
        if (!settings) return;
        const paces = cursorPaces(settings);
        sources.addSource(new CursorUsageSource(settings, {}, paces));
        sources.addSource(new CursorSeatsSource(settings, {}, paces));
      },
    });
  },
});
