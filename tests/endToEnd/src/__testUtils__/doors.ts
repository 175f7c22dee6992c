import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { isPushDoor, Settings, VendorKey } from 'expected-truth';

/** The doors that a test opens, instead of the example's, as the truth has them too. */
export type OpenDoors = Pick<Settings, 'doors'> &
  Partial<Pick<Settings, 'precedence'>> & {
    /** where the files are that the door of files reads */
    folder?: string;
  };

/** The stand-in has no such limits, and a test no patience. */
const UNPACED = 100_000;

/** The configuration of doors that a test opens. */
export function doorsConfig(
  simUrl: string,
  { doors, precedence = [], folder }: OpenDoors,
): JsonObject & { sources: Record<string, JsonObject> } {
  const sources: Record<VendorKey, JsonObject> = {
    github: {
      baseUrl: simUrl,
      organization: 'acme',
      enterprise: 'acme-ent',
      token: 'sim-github-token',
      allowInsecureLoopback: true,
      billing: doors.includes('githubBilling'),
    },
    anthropic: { baseUrl: simUrl, adminKey: 'sim-anthropic-admin-key' },
    anthropicEnterprise: {
      baseUrl: simUrl,
      analyticsKey: 'sim-anthropic-analytics-key',
      requestsPerMinute: UNPACED,
    },
    cursor: {
      baseUrl: simUrl,
      apiKey: 'sim-cursor-admin-key',
      requestsPerMinute: UNPACED,
    },
    openai: { baseUrl: `${simUrl}/v1`, adminKey: 'sim-openai-admin-key' },
  };
  const claudeCode = { tool: 'resource:default/claude-code', model: 'usage' };
  const contracts: Record<VendorKey, JsonObject> = {
    github: {
      tool: 'resource:default/github-copilot',
      model: 'per-seat',
      prices: [
        { from: '2025-07-01', perSeatMonth: '19.00' },
        { from: '2026-10-12', perSeatMonth: '21.00' },
      ],
      includedCreditsPerSeat: 1900,
      creditTerms: [
        { from: '2026-10-01', includedPerSeat: 1500, price: '0.012' },
      ],
    },
    anthropic: claudeCode,
    anthropicEnterprise: claudeCode,
    cursor: {
      tool: 'resource:default/cursor',
      model: 'per-seat',
      prices: [{ from: '2026-01-01', perSeatMonth: '40.00' }],
    },
    openai: { tool: 'resource:default/openai-codex', model: 'usage' },
  };
  const keys = doors.filter(
    (door): door is VendorKey => door !== 'githubBilling' && !isPushDoor(door),
  );
  return {
    sources: {
      ...Object.fromEntries(keys.map(key => [key, sources[key]])),
      ...(folder !== undefined && { file: { path: folder } }),
    },
    contracts: [...new Set(keys.map(key => contracts[key]))].map(contract => ({
      currency: 'USD',
      ...contract,
    })),
    precedence,
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
