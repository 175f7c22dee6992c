import { Config } from '@backstage/config';
import {
  baseUrl,
  credential,
  readSourceSettings,
  SourceSettings,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** The key of this module's block under `aiScorecards.sources`. */
export const CONFIG_KEY = 'gitlab';

const labels = (fallback: string[]) =>
  z
    .array(z.string({ error: 'must be a label' }).min(1), {
      error: 'must be a list of labels',
    })
    .default(fallback);

const schema = z.object({
  baseUrl: baseUrl('https://gitlab.com'),
  token: credential('write the token, best as ${GITLAB_TOKEN}'),
  webUrl: z
    .string({ error: 'must be a web address' })
    .regex(/^https?:\/\/[^\s]+[^/\s]$/, { error: 'must be a web address' })
    .optional(),
  aiLabels: labels(['ai-assisted', 'ai-generated']),
  hotFixLabels: labels(['hotfix', 'hot-fix']),
});

export type GitlabSettings = z.output<typeof schema>;

/** Reads `aiScorecards.sources.gitlab`; a fault names its path. */
export function readGitlabSettings(
  config: Config,
): SourceSettings<GitlabSettings> {
  return readSourceSettings(config, CONFIG_KEY, schema);
}
