import '@backstage/cli/asset-types';
import { Content } from '@backstage/core-components';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import aiScorecardsPlugin from '../src/alpha';
import { aiScorecardsApiRef } from '../src/api';
import { ScorecardCard } from '../src/components/card/ScorecardCard';
import { TeamTab } from '../src/components/team/TeamTab';
import { teamRef } from '../src/__fixtures__';
import { scenarioApi } from './scenarios';

/**
 * A portal with nothing in it but this plugin on fixtures, to look at the views without a backend:
 * `/team`, `/card`, `/ai-scorecards/me`, `/ai-scorecards/checklist`, `/ai-scorecards/operate`, each with `?scenario=`.
 */
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { namespace: 'default', name: 'payments-core' },
  spec: { type: 'team', profile: { displayName: teamRef.title } },
};

const fixtures = createFrontendModule({
  pluginId: 'ai-scorecards',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({ api: aiScorecardsApiRef, deps: {}, factory: scenarioApi }),
    }),
  ],
});

const harness = createFrontendPlugin({
  pluginId: 'harness',
  extensions: [
    PageBlueprint.make({
      name: 'team',
      params: {
        path: '/team',
        title: 'Team tab',
        loader: async () => (
          <Content>
            <EntityProvider entity={entity}>
              <TeamTab />
            </EntityProvider>
          </Content>
        ),
      },
    }),
    PageBlueprint.make({
      name: 'card',
      params: {
        path: '/card',
        title: 'Card',
        loader: async () => (
          <Content>
            <EntityProvider entity={entity}>
              <div style={{ maxWidth: 420 }}>
                <ScorecardCard />
              </div>
            </EntityProvider>
          </Content>
        ),
      },
    }),
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        loader: async () => <Content>An entity</Content>,
      },
    }),
  ],
});

createDevApp({ features: [aiScorecardsPlugin, fixtures, harness] });
