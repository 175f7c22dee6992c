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

/** Where links of billing reports may lead beside the hosts of usage reports. */
const BILLING_HOSTS = ['github.com', '*.githubusercontent.com'];

const hostList = (fallback: string[]) =>
  z
    .array(
      z
        .string({ error: 'must be a host name' })
        .regex(HOST_PATTERN, { error: 'must be a host name or a pattern' }),
      { error: 'must be a list of host names' },
    )
    .default(fallback);

/** `true` for everything as it is by default, `false` for nothing, or a block. */
const billing = z.preprocess(
  value => {
    if (value === true) return {};
    return value === false ? undefined : value;
  },
  z
    .object(
      {
        token: credential(
          'write the token, best as ${GITHUB_BILLING_TOKEN}, or leave it out',
        ).optional(),
        export: z.boolean({ error: 'must be true or false' }).default(true),
        reportHosts: hostList([...DOCUMENTED_REPORT_HOSTS, ...BILLING_HOSTS]),
      },
      { error: 'must be true, false or a block of settings' },
    )
    .optional(),
);

const labels = (fallback: string[]) =>
  z
    .array(z.string({ error: 'must be a label' }).min(1), {
      error: 'must be a list of labels',
    })
    .default(fallback);

const title = (fallback: string) =>
  z.string({ error: 'must be the title of a field' }).min(1).default(fallback);

const codeHost = z.object(
  {
    token: credential(
      'write the token, best as ${GITHUB_CODE_TOKEN}',
    ).optional(),
    webUrl: z
      .string({ error: 'must be a web address' })
      .regex(/^https?:\/\/[^/\s]+$/, {
        error: 'must be a web address without a path',
      })
      .optional(),
    aiLabels: labels(['ai-assisted', 'ai-generated']),
    hotFixLabels: labels(['hotfix', 'hot-fix']),
    incidentLabels: labels(['incident']),
    defectLabels: labels(['defect']),
    postMortem: z
      .object(
        {
          causedBy: title('Caused by'),
          aiInvolved: title('AI code involved'),
          reviewAdequate: title('Review adequate'),
        },
        { error: 'must be a block of field titles' },
      )
      .prefault({}),
  },
  { error: 'must be a block of settings; write {} for the defaults' },
);

export type GithubCodeHost = z.output<typeof codeHost>;

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
    reportHosts: hostList(DOCUMENTED_REPORT_HOSTS),
    billing,
    codeHost: codeHost.optional(),
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

/** What is said of billing, where it is on. */
export type BillingSettings = NonNullable<GithubSettings['billing']>;

/** Reads `aiScorecards.sources.github`; a fault names its path. */
export function readGithubSettings(
  config: Config,
): SourceSettings<GithubSettings> {
  return readSourceSettings(config, CONFIG_KEY, schema);
}
