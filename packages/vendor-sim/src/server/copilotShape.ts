import { Account } from '../organisation/types';
import { toDayNumber } from '../time/days';
import { CopilotDay } from '../world/copilot';

const IDES = ['vscode', 'JetBrains', 'VisualStudio', 'Xcode'];
const LANGUAGES = ['typescript', 'java', 'python', 'kotlin', 'go', 'sql'];
const MODELS = ['gpt-5.2', 'claude-sonnet-5', 'gemini-3-pro'];

/** Days from which the vendor's rows carry what they did not before. */
const PHASES_FROM = toDayNumber('2026-05-29');
const RENAMED_FROM = toDayNumber('2026-06-01');
const AGENTS_FROM = toDayNumber('2026-08-07');

export const ORGANIZATION_ID = '4100001';
export const ENTERPRISE_ID = '41001';

/** A row of `users-1-day` as the vendor writes it. */
export function copilotRow(account: Account, day: string, it: CopilotDay) {
  const number = toDayNumber(day);
  const lines = {
    loc_suggested_to_add_sum: it.linesSuggested,
    loc_suggested_to_delete_sum: 0,
    loc_added_sum: it.linesAdded,
    loc_deleted_sum: it.linesDeleted,
  };
  const generated = {
    code_generation_activity_count: it.generations,
    code_acceptance_activity_count: it.acceptances,
  };
  const counters = {
    user_initiated_interaction_count: it.interactions,
    ...generated,
    ...lines,
  };
  const some = it.generations > 0 || it.interactions > 0;
  const ide = IDES[it.flavour % IDES.length];
  const language = LANGUAGES[(it.flavour >>> 3) % LANGUAGES.length];
  const model = MODELS[(it.flavour >>> 6) % MODELS.length];
  const feature = it.usedAgent ? 'chat_panel_agent_mode' : 'code_completion';
  return {
    day,
    user_id: account.id,
    user_login: account.name,
    organization_id: ORGANIZATION_ID,
    enterprise_id: ENTERPRISE_ID,
    ...counters,
    totals_by_ide: some ? [{ ide, ...counters }] : [],
    totals_by_feature: some ? [{ feature, ...counters }] : [],
    totals_by_language_feature: some
      ? [{ language, feature, ...generated, ...lines }]
      : [],
    totals_by_language_model: some
      ? [{ language, model, ...generated, ...lines }]
      : [],
    totals_by_model_feature: some ? [{ model, feature, ...counters }] : [],
    totals_by_cli: it.cli
      ? {
          session_count: it.cli.sessions,
          request_count: it.cli.requests,
          prompt_count: it.cli.prompts,
          token_usage: {
            output_tokens_sum: it.cli.outputTokens,
            prompt_tokens_sum: it.cli.promptTokens,
            avg_tokens_per_request: Math.round(
              (it.cli.outputTokens + it.cli.promptTokens) / it.cli.requests,
            ),
          },
        }
      : null,
    used_chat: it.usedChat,
    used_agent: it.usedAgent,
    used_cli: it.cli !== undefined,
    // The vendor renamed the flag of its cloud agent.
    ...(number < RENAMED_FROM
      ? { used_copilot_coding_agent: it.usedCloudAgent }
      : { used_copilot_cloud_agent: it.usedCloudAgent }),
    used_copilot_code_review_active: false,
    used_copilot_code_review_passive: it.reviewedPassively,
    chat_panel_agent_mode: it.usedAgent ? it.interactions : 0,
    chat_panel_ask_mode: it.usedChat && !it.usedAgent ? it.interactions : 0,
    ...(number >= PHASES_FROM && {
      ai_adoption_phase: it.usedAgent
        ? { phase_number: 3, phase: 'Phase 3', version: 'v1' }
        : { phase_number: 1, phase: 'Phase 1', version: 'v1' },
    }),
    ...(number >= AGENTS_FROM && { totals_by_3rd_party_agent: [] }),
    ...(it.creditMillionths !== undefined && {
      ai_credits_used: it.creditMillionths / 1_000_000,
    }),
  };
}
