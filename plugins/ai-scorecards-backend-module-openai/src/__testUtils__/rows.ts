import { failureWithout } from 'backstage-plugin-ai-scorecards-node/testUtils';
import { OpenaiSettings } from '../settings';

/** What tests use as key. */
export const SECRETS = /sk-admin-never-to-be-seen/;

/** Settings as the configuration gives them. */
export function settingsFor(
  changes: Partial<OpenaiSettings> = {},
): OpenaiSettings {
  return {
    baseUrl: 'https://api.openai.com/v1',
    adminKey: 'sk-admin-never-to-be-seen',
    tool: 'resource:default/openai-codex',
    ...changes,
  };
}

/** The UTC day of the rows below. */
export const DAY = '2026-09-21';
const START = Date.parse(`${DAY}T00:00:00Z`) / 1000;

/** A bucket of {@link DAY}, as both reports have it. */
export function bucket(...results: unknown[]) {
  return {
    object: 'bucket',
    start_time: START,
    end_time: START + 86_400,
    results,
  };
}

/** A result of the completions usage in OpenAI's shape, with what a test wants to be otherwise. */
export function usageResult(changes: Record<string, unknown> = {}) {
  return {
    object: 'organization.usage.completions.result',
    input_tokens: 2000,
    input_cached_tokens: 1200,
    input_cache_write_tokens: 300,
    input_uncached_tokens: 500,
    output_tokens: 700,
    input_text_tokens: 800,
    output_text_tokens: 700,
    input_cached_text_tokens: 1200,
    input_audio_tokens: 0,
    input_cached_audio_tokens: 0,
    output_audio_tokens: 0,
    input_image_tokens: 0,
    input_cached_image_tokens: 0,
    output_image_tokens: 0,
    num_model_requests: 9,
    project_id: 'proj_coding',
    user_id: 'user-ada',
    api_key_id: null,
    model: 'gpt-9-codex',
    batch: null,
    service_tier: null,
    ...changes,
  };
}

/** A line of the costs in OpenAI's shape. */
export function costResult(changes: Record<string, unknown> = {}) {
  return {
    object: 'organization.costs.result',
    amount: { value: 0.13, currency: 'usd' },
    line_item: 'gpt-9-codex, input',
    project_id: 'proj_coding',
    api_key_id: null,
    quantity: null,
    quantity_unit: null,
    ...changes,
  };
}

/** A user in OpenAI's shape. */
export function user(id: string, email: string) {
  return {
    object: 'organization.user',
    id,
    name: 'A user',
    email,
    role: 'reader',
    added_at: START,
  };
}

/** The error of a promise that has to fail with a SourceError, in which the key may not stand. */
export const failureOf = failureWithout(SECRETS);
