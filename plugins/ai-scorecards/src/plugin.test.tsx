import { configApiRef } from '@backstage/core-plugin-api';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
  TestApiRegistry,
} from '@backstage/test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import * as legacy from '.';
import { fixtureApi, scorecard } from './__fixtures__';
import { group } from './__testUtils__';
import { aiScorecardsApiRef } from './api';
import { rootRouteRef } from './routes';

const apis = [
  [aiScorecardsApiRef, fixtureApi()],
  [catalogApiRef, catalogApiMock()],
] as const;

function render(element: ReactElement, address = '/') {
  return renderInTestApp(
    <TestApiProvider
      apis={[...apis, [permissionApiRef, mockApis.permission()]]}
    >
      {element}
    </TestApiProvider>,
    {
      routeEntries: [address],
      mountedRoutes: {
        '/ai-scorecards': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

describe('in the legacy frontend system', () => {
  it('exports names alone, so that feature discovery installs nothing twice', () => {
    expect(Object.keys(legacy)).not.toContain('default');
  });

  it.each([
    ['EntityAiScorecardsContent', legacy.EntityAiScorecardsContent],
    ['EntityAiScorecardsCard', legacy.EntityAiScorecardsCard],
  ])('%s shows the team in context', async (_, Extension) => {
    await render(
      <EntityProvider entity={group}>
        <Routes>
          <Route path="/" element={<Extension />} />
        </Routes>
      </EntityProvider>,
    );
    expect(
      await screen.findByText(scorecard.headline[0].title, undefined, {
        timeout: 10_000,
      }),
    ).toBeInTheDocument();
  });

  it('AiScorecardsPage has the tabs of operators and finance', async () => {
    await render(
      <Routes>
        <Route path="/ai-scorecards/*" element={<legacy.AiScorecardsPage />} />
      </Routes>,
      '/ai-scorecards/me',
    );
    expect(
      await screen.findByText(/17 active days/, undefined, {
        timeout: 10_000,
      }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('tab', { name: 'Sources and cost' }),
    );
    expect(
      await screen.findByText(/1 of 3 sources current/),
    ).toBeInTheDocument();
  });

  it.each([
    ['Group', true],
    ['group', true],
    ['User', false],
    ['Component', false],
  ])(
    'is available for %s, where nothing is configured: %s',
    (kind, expected) => {
      const context = { apis: TestApiRegistry.from() };
      const entity = { ...group, kind };
      expect(legacy.isAiScorecardsAvailable(entity)).toBe(expected);
      expect(legacy.isAiScorecardsAvailable(entity, context)).toBe(expected);
    },
  );

  it.each([
    ['division', true],
    ['team', false],
    ['Division', false],
    [undefined, false],
  ])(
    'in a switch, is available for type %s as configured: %s',
    (type, expected) => {
      const config = mockApis.config({
        data: { aiScorecards: { teams: { types: ['division'] } } },
      });
      const context = { apis: TestApiRegistry.from([configApiRef, config]) };
      const entity = { ...group, spec: { type } };
      expect(legacy.isAiScorecardsAvailable(entity, context)).toBe(expected);
    },
  );
});
