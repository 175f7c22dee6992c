import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { teamFilter } from '../teams/isTeam';
import { isAiTool } from '../teams/isAiTool';

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

/** On the page of a tool: who has it by exception. */
export const toolEntityCard = EntityCardBlueprint.make({
  name: 'tool-exceptions',
  params: {
    filter: isAiTool,
    loader: () =>
      import('../components/exceptions/ToolExceptions').then(m => (
        <m.ToolExceptions />
      )),
  },
});
