import type { ExceptionCase } from 'backstage-plugin-ai-scorecards-common';
import { toolOf } from '../../exceptions/store/toolOf';
import type { OrgGraph } from '../../org';
import type { StoredTool } from '../../tools';
import type { CoveredTool } from './tools';

/** Groups whose direct members may use a tool by an exception that is active on a UTC day. */
export function coveredTools(
  cases: readonly ExceptionCase[],
  tools: readonly Pick<StoredTool, 'id' | 'ref' | 'title'>[],
  graph: OrgGraph,
  today: string,
): CoveredTool[] {
  const byRef = new Map(tools.map(tool => [tool.ref, tool]));
  return cases.flatMap(({ request, exception }) => {
    const { team, includesSubteams } = request.wish.ask;
    const group = graph.group(team);
    const tool = byRef.get(toolOf(request) ?? '');
    const isActive =
      exception?.state === 'active' &&
      exception.from <= today &&
      exception.until >= today;
    if (!isActive || !group || !tool) return [];
    // Teams below may use it too where the exception says so; Groups that are no teams are of the team itself.
    const below = graph
      .descendants(group.id)
      .filter(
        each => includesSubteams || !isOfTeamBelow(each.id, group.id, graph),
      );
    return [
      {
        toolId: tool.id,
        groupIds: [group.id, ...below.map(({ id }) => id)],
        exception: {
          ...{ id: exception.id, request: request.id, team },
          ...{ tool: tool.ref, title: tool.title, until: exception.until },
        },
      },
    ];
  });
}

function isOfTeamBelow(id: number, team: number, graph: OrgGraph): boolean {
  if (graph.groupById(id)?.isTeam) return true;
  return graph.teamParent(id)?.id !== team;
}

/** How the exceptions of a team stand that are live on a UTC day: overdue promises, and conditions that are breached. */
export function orderOf(
  cases: readonly ExceptionCase[],
  today: string,
): { overdue: number; breached: number } {
  const found = { overdue: 0, breached: 0 };
  for (const { exception } of cases) {
    if (!exception || !['active', 'suspended'].includes(exception.state)) {
      continue;
    }
    const { conditions, vacancies, suspended } = exception;
    const isBreached =
      suspended?.by === 'condition' ||
      conditions.some(({ state }) => state === 'breached');
    const isOverdue =
      vacancies.some(({ dueOn }) => dueOn < today) ||
      conditions.some(
        ({ dueOn, state }) =>
          dueOn !== null && dueOn < today && state === 'pending',
      );
    if (isBreached) found.breached += 1;
    else if (isOverdue) found.overdue += 1;
  }
  return found;
}
