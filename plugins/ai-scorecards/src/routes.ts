import { createRouteRef } from '@backstage/core-plugin-api';

/** The plugin's own page, whose tabs are `me`, `requests`, `checklist`, `organisation` and `operate`. */
export const rootRouteRef = createRouteRef({ id: 'ai-scorecards' });

/** The team tab of a Group page. */
export const teamTabRouteRef = createRouteRef({ id: 'ai-scorecards:team' });

/** Paths of the tabs below the plugin's page. */
export const subPaths = {
  me: 'me',
  exceptions: 'requests',
  checklist: 'checklist',
  organisation: 'organisation',
  operate: 'operate',
} as const;

/** Path of the plugin's page, and of the tab below a Group's page. */
export const ROOT_PATH = '/ai-scorecards';
export const TEAM_TAB_PATH = '/ai-scorecards';
