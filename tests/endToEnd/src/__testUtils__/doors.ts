import { JsonObject, JsonValue } from '@backstage/types';
import { Entity } from '@backstage/catalog-model';
import { Door } from 'expected-truth';

/** The configuration of vendors that a test chooses, instead of the example's. */
export function doorsConfig(simUrl: string, doors: readonly Door[]) {
  const sources: Record<Door, JsonObject> = {
    github: {
      baseUrl: simUrl,
      organization: 'acme',
      enterprise: 'acme-ent',
      token: 'sim-github-token',
      allowInsecureLoopback: true,
    },
    anthropic: { baseUrl: simUrl, adminKey: 'sim-anthropic-admin-key' },
    cursor: { baseUrl: simUrl, apiKey: 'sim-cursor-admin-key' },
    openai: { baseUrl: `${simUrl}/v1`, adminKey: 'sim-openai-admin-key' },
  };
  const contracts: Record<Door, JsonObject> = {
    github: {
      tool: 'resource:default/github-copilot',
      model: 'per-seat',
      prices: [
        { from: '2025-07-01', perSeatMonth: '19.00' },
        { from: '2026-10-12', perSeatMonth: '21.00' },
      ],
      includedCreditsPerSeat: 1900,
    },
    anthropic: { tool: 'resource:default/claude-code', model: 'usage' },
    cursor: {
      tool: 'resource:default/cursor',
      model: 'per-seat',
      prices: [{ from: '2026-01-01', perSeatMonth: '40.00' }],
    },
    openai: { tool: 'resource:default/openai-codex', model: 'usage' },
  };
  const chosen = (of: Record<Door, JsonObject>): [Door, JsonObject][] =>
    doors.map(door => [door, of[door]]);
  return {
    sources: Object.fromEntries<JsonValue>(chosen(sources)),
    contracts: chosen(contracts).map(([, contract]) => ({
      currency: 'USD',
      ...contract,
    })),
  };
}

/** The Resource that stands for the tool at OpenAI, which the example does not have. */
export const openaiTool: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'openai-codex',
    namespace: 'default',
    title: 'OpenAI Codex',
  },
  spec: {
    type: 'ai-coding-tool',
    owner: 'group:default/platform',
    aiTool: { vendor: 'OpenAI', policy: 'exception-required' },
  },
  relations: [],
};
