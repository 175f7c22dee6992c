import { z } from 'zod';
import { VendorSim } from '../startVendorSim';

/** A day for every test to look back from. */
export const TODAY = '2026-11-23';
/** A settled working day. */
export const DAY = '2026-11-11';

const GITHUB = { authorization: 'Bearer sim-github-token' };
const ANTHROPIC = {
  'x-api-key': 'sim-anthropic-admin-key',
  'anthropic-version': '2023-06-01',
};

/** Asks as a well-behaved collector would. */
export const github = (sim: VendorSim, path: string): Promise<Response> =>
  fetch(`${sim.url}${path}`, { headers: GITHUB, redirect: 'manual' });

/** Asks as a well-behaved collector would. */
export const anthropic = (sim: VendorSim, path: string): Promise<Response> =>
  fetch(`${sim.url}/v1/organizations/${path}`, { headers: ANTHROPIC });

export const reportPath = (day: string, scope = 'orgs/acme'): string =>
  `/${scope}/copilot/metrics/reports/users-1-day?day=${day}`;

export const envelope = z.strictObject({
  download_links: z.array(z.url()).min(2),
  report_day: z.iso.date(),
});

/** The links of a day's report. */
export async function linksOf(
  sim: VendorSim,
  day: string,
  scope?: string,
): Promise<string[]> {
  const response = await github(sim, reportPath(day, scope));
  return envelope.parse(await response.json()).download_links;
}

const counters = {
  user_initiated_interaction_count: z.int().min(0),
  code_generation_activity_count: z.int().min(0),
  code_acceptance_activity_count: z.int().min(0),
  loc_suggested_to_add_sum: z.int().min(0),
  loc_suggested_to_delete_sum: z.int().min(0),
  loc_added_sum: z.int().min(0),
  loc_deleted_sum: z.int().min(0),
};
const breakdown = z.array(z.looseObject({}));

/** The documented shape of a row, with nothing left over. */
export const copilotRowShape = z.strictObject({
  day: z.iso.date(),
  user_id: z.int(),
  user_login: z.string().min(1),
  organization_id: z.string(),
  enterprise_id: z.string(),
  ...counters,
  totals_by_ide: breakdown,
  totals_by_feature: breakdown,
  totals_by_language_feature: breakdown,
  totals_by_language_model: breakdown,
  totals_by_model_feature: breakdown,
  totals_by_3rd_party_agent: breakdown.optional(),
  totals_by_cli: z
    .strictObject({
      session_count: z.int(),
      request_count: z.int(),
      prompt_count: z.int(),
      token_usage: z.strictObject({
        output_tokens_sum: z.int(),
        prompt_tokens_sum: z.int(),
        avg_tokens_per_request: z.number(),
      }),
    })
    .nullable(),
  used_chat: z.boolean(),
  used_agent: z.boolean(),
  used_cli: z.boolean(),
  used_copilot_coding_agent: z.boolean().optional(),
  used_copilot_cloud_agent: z.boolean().optional(),
  used_copilot_code_review_active: z.boolean(),
  used_copilot_code_review_passive: z.boolean(),
  chat_panel_agent_mode: z.int(),
  chat_panel_ask_mode: z.int(),
  ai_adoption_phase: z
    .strictObject({
      phase_number: z.int(),
      phase: z.string(),
      version: z.string(),
    })
    .optional(),
  ai_credits_used: z.number().optional(),
});

export type CopilotRowShape = z.output<typeof copilotRowShape>;

/** All rows of a day's report, as they come. */
export async function rowsOf(
  sim: VendorSim,
  day: string,
  scope?: string,
): Promise<CopilotRowShape[]> {
  const rows: CopilotRowShape[] = [];
  for (const link of await linksOf(sim, day, scope)) {
    const text = await (await fetch(link)).text();
    for (const line of text.split('\n').filter(Boolean)) {
      rows.push(copilotRowShape.parse(JSON.parse(line)));
    }
  }
  return rows;
}

const amount = z.strictObject({ accepted: z.int(), rejected: z.int() });

export const claudePage = z.strictObject({
  data: z.array(
    z.strictObject({
      date: z.iso.datetime(),
      actor: z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('user_actor'),
          email_address: z.email(),
        }),
        z.strictObject({
          type: z.literal('api_actor'),
          api_key_name: z.string(),
        }),
      ]),
      organization_id: z.uuid(),
      customer_type: z.enum(['api', 'subscription']),
      subscription_type: z.enum(['team', 'enterprise']).nullable(),
      terminal_type: z.string(),
      is_remote: z.boolean(),
      core_metrics: z.strictObject({
        num_sessions: z.int(),
        lines_of_code: z.strictObject({ added: z.int(), removed: z.int() }),
        commits_by_claude_code: z.int(),
        pull_requests_by_claude_code: z.int(),
      }),
      tool_actions: z.strictObject({
        edit_tool: amount.optional(),
        multi_edit_tool: amount.optional(),
        write_tool: amount.optional(),
        notebook_edit_tool: amount.optional(),
      }),
      model_breakdown: z.array(
        z.strictObject({
          model: z.string(),
          tokens: z.strictObject({
            input: z.int(),
            output: z.int(),
            cache_read: z.int(),
            cache_creation: z.int(),
          }),
          estimated_cost: z.strictObject({
            currency: z.literal('USD'),
            amount: z.number(),
          }),
        }),
      ),
    }),
  ),
  has_more: z.boolean(),
  next_page: z.string().nullable(),
});

export type ClaudeRowShape = z.output<typeof claudePage>['data'][number];

/** All rows of a day, over all pages. */
export async function claudeRowsOf(
  sim: VendorSim,
  day: string,
  limit = 20,
): Promise<ClaudeRowShape[]> {
  const rows: ClaudeRowShape[] = [];
  let page = '';
  do {
    const response = await anthropic(
      sim,
      `usage_report/claude_code?starting_at=${day}&limit=${limit}${page}`,
    );
    const body = claudePage.parse(await response.json());
    rows.push(...body.data);
    page = body.next_page ? `&page=${body.next_page}` : '';
  } while (page);
  return rows;
}

const truthDay = z.strictObject({
  active: z.boolean(),
  counters: z.record(z.string(), z.int()),
  amounts: z.array(
    z.strictObject({
      kind: z.enum(['usage', 'value']),
      unit: z.enum(['credits', 'cents']),
      amount: z.string().regex(/^\d+(\.\d+)?$/),
      model: z.string().optional(),
    }),
  ),
});

export const truthRow = z.strictObject({
  day: z.iso.date(),
  tool: z.string(),
  person: z.string().nullable(),
  account: z.string(),
  accountKind: z.enum(['login', 'email', 'api-key']),
  standing: z.enum(['user', 'left', 'service-account', 'nobody']),
  actual: truthDay,
  revealed: truthDay.nullable(),
});

/** The truth of one day about one tool, as far as it is revealed. */
export async function revealedTruth(
  sim: VendorSim,
  day: string,
  tool: string,
  scope = 'orgs',
) {
  const response = await fetch(
    `${sim.url}/truth?from=${day}&to=${day}&scope=${scope}`,
  );
  return (await response.text())
    .split('\n')
    .filter(Boolean)
    .map(line => truthRow.parse(JSON.parse(line)))
    .flatMap(({ revealed, ...row }) =>
      revealed && row.tool === `resource:default/${tool}`
        ? [{ ...row, revealed }]
        : [],
    );
}
