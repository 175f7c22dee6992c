import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
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
    <TestApiProvider apis={[...apis]}>{element}</TestApiProvider>,
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

  it('AiScorecardsPage has both tabs', async () => {
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
    await userEvent.click(screen.getByRole('tab', { name: 'Operators' }));
    expect(
      await screen.findByText(/1 of 3 sources current/),
    ).toBeInTheDocument();
  });

  it.each([
    ['Group', true],
    ['group', true],
    ['User', false],
    ['Component', false],
  ])('is available for %s: %s', (kind, expected) => {
    expect(legacy.isAiScorecardsAvailable({ ...group, kind })).toBe(expected);
  });
});
