import { z } from 'zod';

const count = z.number().int().nonnegative().nullish();
/** A part of the row that only details what the row says already: dropped when it is not as documented. */
const detail = <T extends z.ZodType>(schema: T) =>
  schema.nullish().catch(undefined);
const flag = detail(z.boolean());

const counters = {
  user_initiated_interaction_count: count,
  code_generation_activity_count: count,
  code_acceptance_activity_count: count,
  loc_added_sum: count,
  loc_deleted_sum: count,
};
const breakdownEntry = z.object({
  feature: z.string().nullish(),
  model: z.string().nullish(),
  ...counters,
});
const breakdown = detail(z.array(breakdownEntry));

/** Only the first three are required: fields come and go with GitHub's releases, and unknown ones are ignored. */
export const copilotRowSchema = z.object({
  day: z.string(),
  user_id: z.union([z.number().int(), z.string().min(1)]),
  user_login: z.string().min(1),
  ...counters,
  ai_credits_used: z.string().nullish(),
  totals_by_cli: detail(
    z.object({
      session_count: count,
      request_count: count,
      prompt_count: count,
      token_usage: z
        .object({ prompt_tokens_sum: count, output_tokens_sum: count })
        .nullish(),
    }),
  ),
  totals_by_feature: breakdown,
  totals_by_model_feature: breakdown,
  totals_by_copilot_app: detail(z.record(z.string(), z.unknown())),
  totals_by_3rd_party_agent: detail(z.array(z.record(z.string(), z.unknown()))),
  used_agent: flag,
  used_chat: flag,
  used_cli: flag,
  used_copilot_app: flag,
  // One flag under its name until mid-2026 and since.
  used_copilot_coding_agent: flag,
  used_copilot_cloud_agent: flag,
  // Its passive sister is left out: being reviewed by Copilot is not using it.
  used_copilot_code_review_active: flag,
  chat_panel_agent_mode: detail(count),
  chat_panel_ask_mode: detail(count),
  chat_panel_edit_mode: detail(count),
  chat_panel_plan_mode: detail(count),
  chat_panel_custom_mode: detail(count),
  chat_panel_unknown_mode: detail(count),
});

export type CopilotRow = z.output<typeof copilotRowSchema>;
export type CopilotBreakdownEntry = z.output<typeof breakdownEntry>;

/** Whether any counter of a breakdown entry is above zero. */
export function hasActivity(entry: CopilotBreakdownEntry): boolean {
  return Object.values(entry).some(
    value => typeof value === 'number' && value > 0,
  );
}
