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
export const CONFIG_KEY = 'openai';

const schema = z.object({
  baseUrl: baseUrl('https://api.openai.com/v1'),
  adminKey: credential('write the Admin API key, best as ${OPENAI_ADMIN_KEY}'),
  tool: toolRef('resource:default/openai-codex'),
  projectIds: z
    .array(requiredText('write the id of a project'), {
      error: 'must be a list of ids of projects',
    })
    .min(1, { error: 'is empty; leave it out to take all projects' })
    .optional(),
});

export type OpenaiSettings = z.output<typeof schema>;

/** Reads `aiScorecards.sources.openai`; a fault names its path. */
export function readOpenaiSettings(
  config: Config,
): SourceSettings<OpenaiSettings> {
  return readSourceSettings(config, CONFIG_KEY, schema);
}
