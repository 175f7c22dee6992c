import type { TeamTool } from '../contract';
import { missing, rate, stateOf } from './figure';
import type { ScorecardInput, ScoredTool } from './input';

function activeRate(tool: ScoredTool, input: ScorecardInput) {
  if (!tool.connected) {
    return missing('not-connected', 'ratio', 'Nothing reports its use.');
  }
  if (!tool.reportsSeats) {
    return missing(
      'not-connected',
      'ratio',
      'It reports no seats, and no licensed groups are configured.',
    );
  }
  const usable = tool.weeks.filter(
    week => week.state === 'ok' && week.licensed.shown,
  );
  const last = tool.weeks[tool.weeks.length - 1];
  if (!last) return missing('collecting', 'ratio');
  const { state, reason } = stateOf(last.licensed, last, {
    provisional: input.coverage.provisional,
  });
  if (usable.length === 0) return missing(state, 'ratio', reason);
  return rate(
    usable.reduce((sum, week) => sum + week.licensed.active, 0),
    usable.reduce((sum, week) => sum + week.licensed.people, 0),
    Math.min(...usable.map(week => week.licensed.people)),
    usable.length < 4 ? 'partial' : state,
    usable.length < 4 ? `Over ${usable.length} of 4 weeks.` : reason,
  );
}

/** The team's tools with their policy and how they are used. */
export function teamTools(input: ScorecardInput): TeamTool[] {
  return input.tools.map(tool => ({
    tool: tool.tool,
    title: tool.title,
    vendor: tool.vendor,
    policy: tool.policy,
    state: tool.state,
    until: tool.until,
    links: tool.links,
    activeRate: activeRate(tool, input),
  }));
}
