import type { PolicyAnswer, Tool } from 'backstage-plugin-ai-scorecards-common';
import { noFigure, teamRef } from './primitives';
import { teamTools } from './scorecard';

export const tools: Tool[] = teamTools.map(tool => ({
  tool: tool.tool,
  title: tool.title,
  description: null,
  owner: 'group:default/platform',
  vendor: tool.vendor,
  policy: tool.policy,
  policySince: '2026-01-01',
  links: tool.links,
  security: null,
  present: true,
  reportsSeats: true,
  reasons: [
    {
      category: 'capability-gap',
      count: 4,
      owner: 'group:default/platform',
      closesOn: '2027-03-31',
    },
  ],
  activeRate: noFigure('suppressed', 'ratio'),
  teams: null,
  fault: null,
}));

const bases: Record<string, [PolicyAnswer['basis'], boolean, string]> = {
  default: ['default', true, 'it is the default tool.'],
  approved: ['approved', true, 'it is approved for every team.'],
  'exception-required': [
    'exception-required',
    false,
    'a team needs an exception to use it.',
  ],
  prohibited: ['prohibited', false, 'it may not be used.'],
  retired: ['retired', false, 'it is retired.'],
};

/** What the backend answers about a tool, by the policy of the fixtures' registry. */
export function policyAnswer(query: { tool: string }): PolicyAnswer {
  const found = teamTools.find(
    tool => tool.tool === query.tool || tool.tool.endsWith(`/${query.tool}`),
  );
  if (!found) {
    return {
      allowed: false,
      basis: 'unknown-tool',
      reason: `No tool named ${query.tool} is registered.`,
      team: teamRef.ref,
      tool: query.tool,
      title: null,
      until: null,
      links: null,
    };
  }
  const [basis, allowed, reason] = bases[found.policy];
  return {
    allowed,
    basis,
    reason: `${found.title}: ${reason}`,
    team: teamRef.ref,
    tool: found.tool,
    title: found.title,
    until: found.until,
    links: found.links,
  };
}
