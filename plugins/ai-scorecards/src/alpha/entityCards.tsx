import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { teamFilter } from '../teams/isTeam';

/** The compact card on the overview of every team. */
export const teamEntityCard = EntityCardBlueprint.makeWithOverrides({
  name: 'team',
  factory: (originalFactory, { apis }) =>
    originalFactory({
      filter: teamFilter(apis),
      loader: () =>
        import('../components/card/ScorecardCard').then(m => (
          <m.ScorecardCard />
        )),
    }),
});
