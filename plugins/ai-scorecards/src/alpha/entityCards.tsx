import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** The compact card on the overview of every Group. */
export const teamEntityCard = EntityCardBlueprint.make({
  name: 'team',
  params: {
    filter: { kind: 'group' },
    loader: () =>
      import('../components/card/ScorecardCard').then(m => <m.ScorecardCard />),
  },
});
