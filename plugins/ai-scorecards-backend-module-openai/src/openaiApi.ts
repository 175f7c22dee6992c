import {
  RetryPolicy,
  VendorClient,
  Wait,
} from 'backstage-plugin-ai-scorecards-node';
import { OpenaiSettings } from './settings';

/** What to ask OpenAI's organisation owner for. */
export const ACCESS =
  'The key has to be an Admin API key (sk-admin-…) that may read usage, costs and users (scopes api.usage.read and api.management.read), made by an owner of the organisation.';

/** What tests put in place of clock and patience. */
export interface OpenaiTiming {
  wait?: Wait;
  now?: () => Date;
  retry?: RetryPolicy;
  timeLimitMs?: number;
}

export function openaiClient(
  settings: OpenaiSettings,
  timing: OpenaiTiming,
): VendorClient {
  return new VendorClient({
    vendor: 'OpenAI',
    baseUrl: settings.baseUrl,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${settings.adminKey}`,
      'user-agent': 'backstage-plugin-ai-scorecards',
    },
    secrets: [settings.adminKey],
    ...timing,
  });
}
