import { JsonObject, JsonValue } from '@backstage/types';
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
