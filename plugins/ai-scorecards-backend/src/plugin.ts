import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  Check,
  exceptionPermissions,
  pushPermissions,
  practicePermissions,
  teamPermissions,
} from 'backstage-plugin-ai-scorecards-common';
import {
  codeHostsExtensionPoint,
  identityExtensionPoint,
  IdentityResolver,
  practiceChecksExtensionPoint,
  sourcesExtensionPoint,
  requestResourceRef,
  requestRules,
  RowReader,
  rowsExtensionPoint,
  teamResourceRef,
  teamRules,
} from 'backstage-plugin-ai-scorecards-node';
import { clockServiceRef } from './clock';
import { CodeHostRegistry } from './codeHosts/CodeHostRegistry';
import { readConfig } from './config';
import { openDatabase } from './database';
import { createRouter } from './http/createRouter';
import { OrgStore } from './org';
import { TeamDirectory } from './permissions/TeamDirectory';
import { TaskSigns, WatchedScheduler } from './scheduling';
import { createServices } from './services';
import { startTasks } from './tasks';
import { SourceRegistry } from './usage/SourceRegistry';

/** The ai-scorecards backend plugin. */
export const aiScorecardsPlugin = createBackendPlugin({
  pluginId: 'ai-scorecards',
  register(env) {
    const registry = new SourceRegistry();
    env.registerExtensionPoint(sourcesExtensionPoint, registry);
    const codeHosts = new CodeHostRegistry();
    env.registerExtensionPoint(codeHostsExtensionPoint, codeHosts);
    const resolvers: IdentityResolver[] = [];
    env.registerExtensionPoint(identityExtensionPoint, {
      addResolver: resolver => resolvers.push(resolver),
    });

    const readers: RowReader[] = [];
    env.registerExtensionPoint(rowsExtensionPoint, {
      addReader: reader => readers.push(reader),
    });

    const addedChecks: Check[] = [];
    env.registerExtensionPoint(practiceChecksExtensionPoint, {
      addCheck: check => addedChecks.push(check),
    });

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clock: clockServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const config = readConfig(deps.config);
        const knex = await openDatabase(deps.database);
        const org = new OrgStore(knex);
        const directory = new TeamDirectory({ org, clock: deps.clock });
        deps.permissionsRegistry.addResourceType({
          resourceRef: teamResourceRef,
          permissions: teamPermissions,
          rules: Object.values(teamRules),
          getResources: refs =>
            Promise.all(refs.map(ref => directory.resource(ref))),
        });
        deps.permissionsRegistry.addResourceType({
          resourceRef: requestResourceRef,
          permissions: exceptionPermissions,
          rules: Object.values(requestRules),
        });
        deps.permissionsRegistry.addPermissions(pushPermissions);
        deps.permissionsRegistry.addPermissions(practicePermissions);
        const scheduler = new WatchedScheduler({
          ...deps,
          signs: new TaskSigns(knex),
        });
        const services = createServices({
          ...deps,
          scheduler,
          addedChecks,
          codeHosts,
          config,
          directory,
          knex,
          org,
          registry,
          resolvers,
          readers,
          rootConfig: deps.config,
        });
        deps.httpRouter.use(createRouter(services.routes));
        await startTasks(services, { ...deps, scheduler });
        await scheduler.start();
      },
    });
  },
});
