import { failureWithout } from 'backstage-plugin-ai-scorecards-node/testUtils';
import { EnterpriseSettings } from '../settings';

/** What tests use as key. */
const SECRETS = /sk-ant-never-to-be-seen/;

/** Settings as the configuration gives them. */
export function settingsFor(
  changes: Partial<EnterpriseSettings> = {},
): EnterpriseSettings {
  return {
    requestsPerMinute: 100_000,
    baseUrl: 'https://api.anthropic.com',
    analyticsKey: 'sk-ant-never-to-be-seen',
    tool: 'resource:default/claude-code',
    ...changes,
  };
}

/** A row of the users in Anthropic's shape, with what a test wants to be otherwise. */
export function userRow(changes: Record<string, unknown> = {}) {
  return {
    user: { id: 'user_01Ada', email_address: 'Ada@Example.com', type: 'user' },
    last_activity_date: '2026-09-21',
    chat_metrics: { message_count: 3 },
    claude_code_metrics: {
      core_metrics: {
        commit_count: 2,
        distinct_session_count: 3,
        lines_of_code: { added_count: 120, removed_count: 45 },
        pull_request_count: 1,
      },
      tool_actions: {
        edit_tool: { accepted_count: 10, rejected_count: 2 },
        write_tool: { accepted_count: 4, rejected_count: 1 },
      },
    },
    ...changes,
  };
}

/** A row of the cost report in Anthropic's shape. */
export function costRow(changes: Record<string, unknown> = {}) {
  return {
    actor: {
      type: 'user_actor',
      user_id: 'user_01Ada',
      email: 'Ada@Example.com',
      name: 'Ada',
      deleted: false,
    },
    amount: '1250.125000',
    list_amount: '1500.500000',
    currency: 'USD',
    model: 'claude-opus-9',
    product: 'claude_code',
    requests: 12,
    starting_at: '2026-09-21T00:00:00Z',
    ending_at: '2026-09-22T00:00:00Z',
    ...changes,
  };
}

/** The error of a promise that has to fail with a SourceError, in which the key may not stand. */
export const failureOf = failureWithout(SECRETS);
