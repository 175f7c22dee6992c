import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { group, tool, user } from '../__testUtils__/catalog';
import { clockServiceRef, today } from '../clock';
import { readConfig } from '../config';
import { openDatabase, StalePeriods } from '../database';
import { IdentityResolution, IdentityStore } from '../identities';
import { ToolStore } from '../tools';
import { OrgService, OrgStatus, OrgStore, scheduleOrgRefresh } from '.';

interface Seen {
  status: OrgStatus;
  tools: string[];
  accounts: string[];
  isMember: boolean;
}

/** The organisation's part of the plugin, put together as the plugin does. */
function orgPlugin(whenChanged: (seen: Seen) => void) {
  return createBackendPlugin({
    pluginId: 'ai-scorecards',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          clock: clockServiceRef,
          database: coreServices.database,
          logger: coreServices.logger,
          rootConfig: coreServices.rootConfig,
          scheduler: coreServices.scheduler,
        },
        async init(deps) {
          const knex = await openDatabase(deps.database);
          const stale = new StalePeriods(knex);
          const org = new OrgStore(knex);
          const tools = new ToolStore(knex, stale);
          const identities = new IdentityStore(knex, deps.clock, stale);
          await identities.upsertAccounts(knex, 'github', [
            { key: 'Ada_acme', kind: 'login' },
          ]);
          const resolution = new IdentityResolution({
            ...deps,
            knex,
            org,
            identities,
            resolvers: [],
          });
          const config = readConfig(deps.rootConfig);
          const parts = { ...deps, knex, org, tools, stale, config };
          const service = new OrgService(parts);
          await scheduleOrgRefresh({
            ...deps,
            service,
            onChange: async () => {
              await resolution.run();
              const { items } = await resolution.list({ limit: 10 });
              whenChanged({
                status: await service.status(),
                tools: (await tools.list()).map(each => each.ref),
                accounts: items.map(each => `${each.account} ${each.person}`),
                isMember: await org.isMember(
                  'user:default/ada',
                  'group:default/top',
                  today(deps.clock),
                ),
              });
            },
          });
        },
      });
    },
  });
}

describe('scheduleOrgRefresh', () => {
  it('brings teams, tools and accounts into a starting portal', async () => {
    let whenChanged: (seen: Seen) => void = () => {};
    const changed = new Promise<Seen>(resolve => {
      whenChanged = resolve;
    });
    const backend = await startTestBackend({
      features: [
        orgPlugin(seen => whenChanged(seen)),
        mockServices.rootConfig.factory({
          data: { aiScorecards: { teams: { types: ['team', 'division'] } } },
        }),
        catalogServiceMock.factory({
          entities: [
            group('top', { type: 'division' }),
            group('list', { type: 'list', parent: 'top' }),
            group('a', { parent: 'list' }),
            user('ada', ['a'], { login: 'ada' }),
            tool('copilot', 'default'),
          ],
        }),
      ],
    });
    const seen = await changed;
    await backend.stop();
    expect(seen).toMatchObject({
      status: { teams: 2, people: 1, developers: 1, faults: [] },
      tools: ['resource:default/copilot'],
      accounts: ['ada_acme user:default/ada'],
      isMember: true,
    });
  });
});
