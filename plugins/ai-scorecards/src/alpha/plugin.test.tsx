import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { fixtureApi, scorecard } from '../__fixtures__';
import { group } from '../__testUtils__';
import { aiScorecardsApiRef } from '../api';
import { ROOT_PATH, rootRouteRef } from '../routes';
import aiScorecardsPlugin from '.';
import { teamEntityCard } from './entityCards';
import { teamEntityContent } from './entityContents';
import { operatePage, organisationPage } from './pages';

const apis = [[aiScorecardsApiRef, fixtureApi()]] as const;

/** The plugin for somebody who may see every tab: an app of tests starts without asking for permissions. */
const forEverybody = aiScorecardsPlugin.withOverrides({
  extensions: [organisationPage, operatePage].map(page =>
    page.override({ if: { $not: { featureFlags: { $contains: 'none' } } } }),
  ),
});
const component = { ...group, kind: 'Component', spec: { type: 'service' } };
const division = { ...group, spec: { type: 'division' } };

describe('in the new frontend system', () => {
  it.each([
    ['tab', teamEntityContent],
    ['card', teamEntityCard],
  ])('a team has the %s', async (_, extension) => {
    renderTestApp({
      extensions: [createTestEntityPage({ entity: group }), extension],
      mountedRoutes: { [ROOT_PATH]: rootRouteRef },
      apis: [...apis],
    });
    expect(
      await screen.findByText(scorecard.headline[0].title, undefined, {
        timeout: 10_000,
      }),
    ).toBeInTheDocument();
  });

  it.each([
    ['tab', teamEntityContent, component],
    ['card', teamEntityCard, component],
    ['tab', teamEntityContent, division],
    ['card', teamEntityCard, division],
  ])('what is no team has no %s', async (_, extension, entity) => {
    renderTestApp({
      extensions: [createTestEntityPage({ entity }), extension],
      mountedRoutes: { [ROOT_PATH]: rootRouteRef },
      apis: [...apis],
    });
    await expect(
      screen.findByText(scorecard.headline[0].title, undefined, {
        timeout: 500,
      }),
    ).rejects.toThrow();
  });

  it.each([
    ['tab', teamEntityContent],
    ['card', teamEntityCard],
  ])('a Group of a configured type has the %s', async (_, extension) => {
    renderTestApp({
      extensions: [createTestEntityPage({ entity: division }), extension],
      config: { aiScorecards: { teams: { types: ['squad', 'division'] } } },
      mountedRoutes: { [ROOT_PATH]: rootRouteRef },
      apis: [...apis],
    });
    expect(
      await screen.findByText(scorecard.headline[0].title, undefined, {
        timeout: 10_000,
      }),
    ).toBeInTheDocument();
  });

  it.each([
    ['/ai-scorecards', /17 active days/],
    ['/ai-scorecards/me', /17 active days/],
    ['/ai-scorecards/checklist', /Version 3, published 1 Sept?/],
    [
      '/ai-scorecards/checklist/default/payments-core',
      /Adapted on 16 Jul from version 2/,
    ],
    ['/ai-scorecards/organisation', /^1,312 of 1,870 licensed/],
    ['/ai-scorecards/operate', /1 of 3 sources current/],
  ])('the page at %s is there', async (path, words) => {
    renderTestApp({
      features: [forEverybody],
      initialRouteEntries: [path],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [...apis],
    });
    expect(
      await screen.findByText(words, undefined, { timeout: 10_000 }),
    ).toBeInTheDocument();
  });

  it('has a tab for each page', async () => {
    renderTestApp({
      features: [forEverybody],
      initialRouteEntries: ['/ai-scorecards/me'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [...apis],
    });
    await screen.findByText(/17 active days/, undefined, { timeout: 10_000 });
    expect(
      screen.getAllByRole('tab').map(({ textContent }) => textContent),
    ).toEqual([
      'My data',
      'Exceptions',
      'Practices',
      'Organisation',
      'Sources and cost',
    ]);
  });
});
