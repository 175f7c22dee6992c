import { formatMicros } from '../money';
import type { RequestCase } from './case';
import { demandOf } from './demand';
import type { ExceptionRules, RoutingRule } from './rules';

type Routed = Pick<RequestCase, 'kind' | 'wish'>;

function fits({ when }: RoutingRule, request: Routed): boolean {
  const { data, costAbove, category, tool } = when;
  const { ask } = request.wish;
  const demand = demandOf(request);
  return (
    (!data || demand.data.some(each => data.includes(each))) &&
    (!costAbove ||
      demand.costPerMonth === null ||
      ask.currency !== costAbove.currency ||
      demand.costPerMonth > costAbove.amount) &&
    (!category || (ask.category !== null && category.includes(ask.category))) &&
    (!tool || (ask.tool !== null && tool.includes(ask.tool)))
  );
}

/** Returns which board decides on a request, null where none is configured, and whose voices it waits for. */
export function routeOf(
  request: Routed,
  rules: Pick<ExceptionRules, 'routing' | 'boardGroup'>,
): {
  board: string | null;
  voices: string[];
  /** Why each voice is heard, a few words each. */
  because: ReadonlyMap<string, string>;
} {
  const fitting = rules.routing.filter(rule => fits(rule, request));
  const board = fitting.find(rule => rule.board !== undefined)?.board;
  return {
    board: board ?? rules.boardGroup,
    voices: [
      ...new Set(fitting.flatMap(({ voice }) => (voice ? [voice] : []))),
    ],
    because: new Map(
      fitting.flatMap(rule => (rule.voice ? [[rule.voice, whyOf(rule)]] : [])),
    ),
  };
}

/** Returns the Groups that decide on requests, the default board first. */
export function boardsOf({
  boardGroup,
  routing,
}: Pick<ExceptionRules, 'routing' | 'boardGroup'>): string[] {
  return [
    ...new Set([
      ...(boardGroup === null ? [] : [boardGroup]),
      ...routing.flatMap(({ board }) => board ?? []),
    ]),
  ];
}

function whyOf({ when }: RoutingRule): string {
  const parts = [
    when.data && `${when.data.join(' or ')} data`,
    when.costAbove &&
      `more than ${formatMicros(when.costAbove.amount)} ${
        when.costAbove.currency
      } a month`,
    when.category && when.category.join(' or ').replace(/-/g, ' '),
    when.tool && 'this tool',
  ].filter(part => part);
  return parts.length > 0 ? parts.join(', ') : 'every request';
}
