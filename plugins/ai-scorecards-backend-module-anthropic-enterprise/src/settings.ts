import { Config } from '@backstage/config';
import {
  baseUrl,
  credential,
  readSourceSettings,
  requestsPerMinute,
  SourceSettings,
  toolRef,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** The key of this module's block under `aiScorecards.sources`. */
export const CONFIG_KEY = 'anthropicEnterprise';

const schema = z.object({
  baseUrl: baseUrl('https://api.anthropic.com'),
  analyticsKey: credential(
    'write the API key with the scope read:analytics, best as ${ANTHROPIC_ANALYTICS_KEY}',
  ),
  tool: toolRef('resource:default/claude-code'),
  requestsPerMinute: requestsPerMinute(60),
});

export type EnterpriseSettings = z.output<typeof schema>;

/** Reads `aiScorecards.sources.anthropicEnterprise`; a fault names its path. */
export function readEnterpriseSettings(
  config: Config,
): SourceSettings<EnterpriseSettings> {
  return readSourceSettings(config, CONFIG_KEY, schema);
}
