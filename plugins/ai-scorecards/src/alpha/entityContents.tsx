import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { TEAM_TAB_PATH, teamTabRouteRef } from '../routes';

/** The *AI tools* tab on the page of every Group. */
export const teamEntityContent = EntityContentBlueprint.make({
  name: 'team',
  params: {
    path: TEAM_TAB_PATH,
    title: 'AI tools',
    routeRef: teamTabRouteRef,
    filter: { kind: 'group' },
    loader: () => import('../components/team/TeamTab').then(m => <m.TeamTab />),
  },
});
