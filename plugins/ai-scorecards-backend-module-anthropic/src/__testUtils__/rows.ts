import { failureWithout } from 'backstage-plugin-ai-scorecards-node/testUtils';
import { AnthropicSettings } from '../settings';

/** What tests use as key. */
export const SECRETS = /sk-ant-never-to-be-seen/;

/** Settings as the configuration gives them. */
export function settingsFor(
  changes: Partial<AnthropicSettings> = {},
): AnthropicSettings {
  return {
    baseUrl: 'https://api.anthropic.com',
    adminKey: 'sk-ant-never-to-be-seen',
    tool: 'resource:default/claude-code',
    ...changes,
  };
}

/** A row of the Claude Code report in Anthropic's shape, with what a test wants to be otherwise. */
export function claudeRow(changes: Record<string, unknown> = {}) {
  return {
    date: '2026-09-21T00:00:00Z',
    actor: { type: 'user_actor', email_address: 'Ada@Example.com' },
    organization_id: '00000000-0000-4000-8000-000000000001',
    customer_type: 'api',
    subscription_type: null,
    terminal_type: 'tmux',
    is_remote: false,
    core_metrics: {
      num_sessions: 3,
      lines_of_code: { added: 120, removed: 45 },
      commits_by_claude_code: 2,
      pull_requests_by_claude_code: 1,
    },
    tool_actions: {
      edit_tool: { accepted: 10, rejected: 2 },
      write_tool: { accepted: 4, rejected: 1 },
    },
    model_breakdown: [
      {
        model: 'claude-opus-9',
        tokens: { input: 100, output: 20, cache_read: 7, cache_creation: 3 },
        estimated_cost: { currency: 'USD', amount: 12.5 },
      },
      {
        model: 'claude-haiku-9',
        tokens: { input: 50, output: 5, cache_read: 0, cache_creation: 0 },
        estimated_cost: { currency: 'USD', amount: 1 },
      },
    ],
    ...changes,
  };
}

/** A line of the cost report in Anthropic's shape. */
export function costLine(changes: Record<string, unknown> = {}) {
  return {
    amount: '250.125',
    currency: 'USD',
    cost_type: 'tokens',
    description: 'Claude Opus 9 Usage - Output Tokens',
    model: 'claude-opus-9',
    token_type: 'output_tokens',
    workspace_id: 'wrkspc_coding',
    ...changes,
  };
}

/** The error of a promise that has to fail with a SourceError, in which the key may not stand. */
export const failureOf = failureWithout(SECRETS);
