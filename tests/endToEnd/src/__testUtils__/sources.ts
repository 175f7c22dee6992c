import { JsonObject } from '@backstage/types';

/** The sources of a portal that asks the stand-in for Copilot and Claude Code. */
export function sourcesOf(simUrl: string) {
  return {
    github: {
      baseUrl: simUrl,
      organization: 'acme',
      enterprise: 'acme-ent',
      token: 'sim-github-token',
      tool: 'resource:default/github-copilot',
      allowInsecureLoopback: true,
    },
    anthropic: {
      baseUrl: simUrl,
      adminKey: 'sim-anthropic-admin-key',
      tool: 'resource:default/claude-code',
    },
  } satisfies Record<string, JsonObject>;
}
