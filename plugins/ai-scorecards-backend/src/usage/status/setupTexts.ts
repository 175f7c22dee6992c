import type { Source } from 'backstage-plugin-ai-scorecards-node';

/** A tool as the catalog describes it, to copy where there is none. */
export const TOOL_BLOCK = `apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: github-copilot
  title: GitHub Copilot
spec:
  type: ai-coding-tool
  owner: group:default/platform
  aiTool:
    vendor: GitHub
    policy: default # default, approved, exception-required, prohibited or retired
    links:
      get: https://example.com/get-copilot
      setUp: https://example.com/set-up-copilot
      help: https://example.com/copilot-help
`;

/** Terms of these tools, to put beside those that are there. */
export function contractsBlock(tools: readonly string[]): string {
  const entries = tools.map(
    tool => `    - tool: ${tool}
      model: per-seat # per-seat, usage or commit
      currency: USD
      prices:
        - from: '2026-01-01' # the first day of the price
          perSeatMonth: '19.00' # your price, not the list's
      seatsBought: 300
      includedCreditsPerSeat: 1900
      renewsOn: '2027-03-01'
`,
  );
  return `aiScorecards:
  contracts:
${entries.join('')}`;
}

export const TEAMS_BLOCK = `aiScorecards:
  teams:
    types: [team, division] # spec.type of the Groups that are teams
  people:
    countedAs: # who is a developer; without it, every User
      metadata.labels.job-family: engineering
`;

export const SOURCES_BLOCK = `aiScorecards:
  sources:
    github:
      organization: acme # or enterprise: acme-ent
      token: \${GITHUB_AI_TOKEN}
      tool: resource:default/github-copilot
    anthropic:
      adminKey: \${ANTHROPIC_ADMIN_KEY}
      tool: resource:default/claude-code
`;

export const IDENTITY_BLOCK = `aiScorecards:
  identity:
    annotations: # of the User, with the name of the vendor account
      - example.com/ai-account
`;

export const BOARD_BLOCK = `aiScorecards:
  exceptions:
    boardGroup: group:default/ai-board
`;

/** The privacy settings in force, to agree on and to write down. */
export function privacyBlock(privacy: {
  minimumGroupSize: number;
  individuals: 'none' | 'self';
  retentionDays: number;
}): string {
  return `aiScorecards:
  privacy:
    minimumGroupSize: ${privacy.minimumGroupSize} # figures from so many people on
    individuals: ${privacy.individuals} # self: people see their own figures; none: nobody does
    retentionDays: ${privacy.retentionDays}
`;
}

const GENERAL_ACCESS = [
  '- GitHub Copilot: a token that may read the Copilot metrics and the Copilot seats of our organisation or enterprise.',
  '- Claude Code: an Admin API key of our Anthropic organisation.',
];

/** A text for whoever administers the vendors' side, with what each source needs in its own words. */
export function accessMessage(
  sources: readonly Pick<Source, 'title' | 'access'>[],
): string {
  const byAccess = new Map<string, string[]>();
  for (const { title, access } of sources) {
    byAccess.set(access, [...(byAccess.get(access) ?? []), title]);
  }
  const wanted = [...byAccess].map(
    ([access, titles]) => `- ${titles.join(', ')}: ${access}`,
  );
  return [
    'Hello,',
    '',
    'our developer portal shows teams how they use their AI coding tools. It reads figures only and changes nothing. For that it needs:',
    ...(wanted.length > 0 ? wanted : GENERAL_ACCESS),
    '',
    'Please put the credential into our secret store and tell me its name there; do not send it by mail or chat.',
  ].join('\n');
}
