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
export const CONFIG_KEY = 'github';

/**
 * The hosts that GitHub names for the downloads of Copilot usage reports, in its allow-list reference and the
 * changelog of 2026-02-26.
 */
const DOCUMENTED_REPORT_HOSTS = [
  'copilot-reports.github.com',
  'copilot-reports-*.b01.azurefd.net',
  'usagereports*.blob.core.windows.net',
];

const HOST_PATTERN = /^(\*\.)?[a-z0-9*-]+(\.[a-z0-9*-]+)+$/i;

const scopeName = (hint: string) =>
  requiredText(hint)
    .regex(/^[A-Za-z0-9_.-]+$/, {
      error: `must be the name as it stands in GitHub's address; ${hint}`,
    })
    .optional();

const schema = z
  .object({
    baseUrl: baseUrl('https://api.github.com'),
    organization: scopeName('write the login of the organisation'),
    enterprise: scopeName('write the slug of the enterprise'),
    token: credential('write the token, best as ${GITHUB_AI_TOKEN}'),
    tool: toolRef('resource:default/github-copilot'),
    allowInsecureLoopback: z
      .boolean({ error: 'must be true or false' })
      .default(false),
    reportHosts: z
      .array(
        z
          .string({ error: 'must be a host name' })
          .regex(HOST_PATTERN, { error: 'must be a host name or a pattern' }),
        { error: 'must be a list of host names' },
      )
      .default(DOCUMENTED_REPORT_HOSTS),
  })
  .superRefine((settings, context) => {
    if (!settings.organization && !settings.enterprise) {
      context.addIssue({
        code: 'custom',
        path: ['organization'],
        message:
          'is missing; write the login of the organisation, or set enterprise',
      });
    }
  });

export type GithubSettings = z.output<typeof schema>;

/** Reads `aiScorecards.sources.github`; a fault names its path. */
export function readGithubSettings(
  config: Config,
): SourceSettings<GithubSettings> {
  return readSourceSettings(config, CONFIG_KEY, schema);
}
