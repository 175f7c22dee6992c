import { PolicyAnswer, ToolPolicy } from '../contract';

/** What is known of the tool and the team when the question is asked. */
export interface PolicyQuestion {
  team: { ref: string; title: string; isTeam: boolean } | undefined;
  teamAsked: string;
  tool:
    | {
        ref: string;
        title: string;
        /** The policy of the day. */
        policy: ToolPolicy;
        links: PolicyAnswer['links'];
      }
    | undefined;
  toolAsked: string;
}

const SENTENCES: Record<ToolPolicy, (tool: string, team: string) => string> = {
  default: tool => `${tool} is the default tool.`,
  approved: tool => `${tool} is approved for every team.`,
  'exception-required': (tool, team) =>
    `${tool} needs an exception, and ${team} has none.`,
  prohibited: tool => `${tool} is prohibited.`,
  retired: tool => `${tool} is retired.`,
};

/** May this team use this tool now. An unknown tool or team is an answer too: not allowed, with the reason. */
export function answerPolicy(question: PolicyQuestion): PolicyAnswer {
  const { team, tool } = question;
  const base = {
    team: team?.ref ?? question.teamAsked,
    tool: tool?.ref ?? question.toolAsked,
    title: tool?.title ?? null,
    until: null,
  };
  if (!tool) {
    return {
      ...base,
      allowed: false,
      basis: 'unknown-tool',
      reason: `${question.toolAsked} is not in the registry of AI coding tools.`,
      links: null,
    };
  }
  if (!team?.isTeam) {
    return {
      ...base,
      allowed: false,
      basis: 'unknown-team',
      reason: team
        ? `${team.title} is not a team: its type is not one that gets scorecards.`
        : `${question.teamAsked} is not a team in the catalog.`,
      links: null,
    };
  }
  return {
    ...base,
    allowed: tool.policy === 'default' || tool.policy === 'approved',
    basis: tool.policy,
    reason: SENTENCES[tool.policy](tool.title, team.title),
    links: tool.links,
  };
}
