import {
  hundredthsToUnits,
  plainDecimal,
  UsageFeature,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { copilotFeatures } from './copilotFeatures';
import {
  type CopilotRow,
  copilotRowSchema,
  hasActivity,
} from './copilotRowSchema';

/** The keys of a row whose numbers are wanted as text. */
export const ROW_NUMBERS_AS_TEXT = ['ai_credits_used'];

/** What a row came to: a record, or one sentence that says why not. */
export type ParsedRow =
  | { state: 'record'; record: UsageRecord }
  | { state: 'unreadable'; reason: string };

/**
 * Reads one row of a `users-1-day` report of `day`. Figures that stand for themselves (counters, credits) have to be
 * as documented, for a silent null would be a drop; what details them may be anything.
 */
export function parseCopilotRow(value: unknown, day: string): ParsedRow {
  const parsed = copilotRowSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the row';
    return {
      state: 'unreadable',
      reason: `${field} is missing or not as documented`,
    };
  }
  const row = parsed.data;
  if (row.day !== day) {
    return {
      state: 'unreadable',
      reason: `The row is of another day than ${day}`,
    };
  }
  const sent = row.ai_credits_used ?? null;
  const credits = sent === null ? null : plainDecimal(sent) ?? null;
  if (sent !== null && credits === null) {
    return { state: 'unreadable', reason: 'ai_credits_used is not a number' };
  }
  return { state: 'record', record: toRecord(row, credits) };
}

function toRecord(row: CopilotRow, credits: string | null): UsageRecord {
  const cli = row.totals_by_cli;
  const { features, flagged } = copilotFeatures(row);
  return {
    type: 'usage',
    account: {
      kind: 'login',
      key: row.user_login.toLowerCase(),
      login: row.user_login,
      vendorId: String(row.user_id),
    },
    day: row.day,
    counters: {
      interactions: row.user_initiated_interaction_count ?? null,
      suggestions: row.code_generation_activity_count ?? null,
      acceptances: row.code_acceptance_activity_count ?? null,
      sessions: cli?.session_count ?? null,
      linesAdded: row.loc_added_sum ?? null,
      linesRemoved: row.loc_deleted_sum ?? null,
      tokensIn: cli?.token_usage?.prompt_tokens_sum ?? null,
      tokensOut: cli?.token_usage?.output_tokens_sum ?? null,
    },
    features: sortFeatures(features),
    flagged,
    credits,
    amounts: creditValue(credits),
    models: usedModels(row),
    dedupeKey: `${row.user_id}|${row.day}`,
  };
}

/** One credit is 0.01 USD gross; what of it is billed, only billing knows. */
function creditValue(credits: string | null): UsageRecord['amounts'] {
  const exact = credits === null ? undefined : hundredthsToUnits(credits);
  return exact === undefined
    ? []
    : [{ kind: 'value', source: 'list', exact, currency: 'USD' }];
}

function sortFeatures(features: ReadonlySet<UsageFeature>): UsageFeature[] {
  return [...features].sort();
}

/** Models named beside a counter above zero; the vendor's collective entries name none. */
function usedModels(row: CopilotRow): UsageRecord['models'] {
  const names = (row.totals_by_model_feature ?? [])
    .filter(hasActivity)
    .flatMap(entry => entry.model ?? [])
    .filter(model => model !== 'others' && model !== 'unknown');
  return [...new Set(names)].sort().map(model => ({ model }));
}
