import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { fixtureApi } from '../__fixtures__';
import { aiScorecardsApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { LegacyPage } from './LegacyPage';

// What is allowed is remembered for as long as a page is open, so that who is allowed more is tested elsewhere.
describe('the page in the legacy frontend system', () => {
  it('has no tab for those whom it would turn away', async () => {
    const permission = mockApis.permission({ authorize: AuthorizeResult.DENY });
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [aiScorecardsApiRef, fixtureApi()],
          [catalogApiRef, catalogApiMock()],
          [permissionApiRef, permission],
        ]}
      >
        <Routes>
          <Route path="/ai-scorecards/*" element={<LegacyPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/ai-scorecards/me'],
        mountedRoutes: {
          '/ai-scorecards': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    await screen.findByText(/17 active days/, undefined, { timeout: 10_000 });
    expect(
      screen.getAllByRole('tab').map(({ textContent }) => textContent),
    ).toEqual(['My data', 'Exceptions', 'Practices']);
  });
});
