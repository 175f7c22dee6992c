import type { Ask } from '../contract';
import type { ExceptionRules, RoutingRule } from './rules';

function fits({ when }: RoutingRule, ask: Ask): boolean {
  const { data, costAbove, category, tool } = when;
  return (
    (!data || (ask.data !== null && data.includes(ask.data))) &&
    (!costAbove ||
      ask.costPerMonth === null ||
      ask.currency !== costAbove.currency ||
      ask.costPerMonth > costAbove.amount) &&
    (!category || (ask.category !== null && category.includes(ask.category))) &&
    (!tool || (ask.tool !== null && tool.includes(ask.tool)))
  );
}

/** Returns which board decides on a request, null where none is configured, and whose voices it waits for. */
export function routeOf(
  ask: Ask,
  rules: Pick<ExceptionRules, 'routing' | 'boardGroup'>,
): { board: string | null; voices: string[] } {
  const fitting = rules.routing.filter(rule => fits(rule, ask));
  const board = fitting.find(rule => rule.board !== undefined)?.board;
  return {
    board: board ?? rules.boardGroup,
    voices: [
      ...new Set(fitting.flatMap(({ voice }) => (voice ? [voice] : []))),
    ],
  };
}
