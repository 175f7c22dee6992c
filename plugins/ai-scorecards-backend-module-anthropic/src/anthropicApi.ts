import {
  RetryPolicy,
  VendorClient,
  Wait,
} from 'backstage-plugin-ai-scorecards-node';
import { AnthropicSettings } from './settings';

/** What to ask Anthropic's admin for. */
export const ACCESS =
  'The key has to be an Admin API key (sk-ant-admin01-…), made in the Claude Console by somebody with the role admin; individual accounts have none.';

/** What tests put in place of clock and patience. */
export interface AnthropicTiming {
  wait?: Wait;
  now?: () => Date;
  retry?: RetryPolicy;
  timeLimitMs?: number;
}

export function anthropicClient(
  settings: AnthropicSettings,
  timing: AnthropicTiming,
): VendorClient {
  return new VendorClient({
    vendor: 'Anthropic',
    baseUrl: settings.baseUrl,
    headers: {
      accept: 'application/json',
      'anthropic-version': '2023-06-01',
      'user-agent': 'backstage-plugin-ai-scorecards',
      'x-api-key': settings.adminKey,
    },
    secrets: [settings.adminKey],
    ...timing,
  });
}
