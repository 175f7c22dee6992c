import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { TEAM_TAB_PATH, teamTabRouteRef } from '../routes';
import { teamFilter } from '../teams/isTeam';

/** The *AI tools* tab on the page of every team. */
export const teamEntityContent = EntityContentBlueprint.makeWithOverrides({
  name: 'team',
  factory: (originalFactory, { apis }) =>
    originalFactory({
      path: TEAM_TAB_PATH,
      title: 'AI tools',
      routeRef: teamTabRouteRef,
      filter: teamFilter(apis),
      loader: () =>
        import('../components/team/TeamTab').then(m => <m.TeamTab />),
    }),
});
