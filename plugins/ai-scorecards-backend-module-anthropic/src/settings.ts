import { Config } from '@backstage/config';
import {
  baseUrl,
  credential,
  readSourceSettings,
  requiredText,
  SourceSettings,
  toolRef,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** The key of this module's block under `aiScorecards.sources`. */
export const CONFIG_KEY = 'anthropic';

/** How the configuration names the workspace that has no id. */
export const DEFAULT_WORKSPACE = 'default';

const schema = z.object({
  baseUrl: baseUrl('https://api.anthropic.com'),
  adminKey: credential(
    'write the Admin API key, best as ${ANTHROPIC_ADMIN_KEY}',
  ),
  tool: toolRef('resource:default/claude-code'),
  workspaces: z
    .array(requiredText('write the id of a workspace, or default'), {
      error: 'must be a list of ids of workspaces',
    })
    .min(1, { error: 'is empty; leave it out to take all workspaces' })
    .optional(),
});

export type AnthropicSettings = z.output<typeof schema>;

/** Reads `aiScorecards.sources.anthropic`; a fault names its path. */
export function readAnthropicSettings(
  config: Config,
): SourceSettings<AnthropicSettings> {
  return readSourceSettings(config, CONFIG_KEY, schema);
}
