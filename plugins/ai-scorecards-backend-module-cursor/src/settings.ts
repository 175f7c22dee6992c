import { Config } from '@backstage/config';
import {
  baseUrl,
  credential,
  readSourceSettings,
  requestsPerMinute,
  SourceSettings,
  toolRef,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** The key of this module's block under `aiScorecards.sources`. */
export const CONFIG_KEY = 'cursor';

const schema = z.object({
  baseUrl: baseUrl('https://api.cursor.com'),
  apiKey: credential('write the Admin API key, best as ${CURSOR_ADMIN_KEY}'),
  tool: toolRef('resource:default/cursor'),
  requestsPerMinute: requestsPerMinute(20),
});

export type CursorSettings = z.output<typeof schema>;

/** Reads `aiScorecards.sources.cursor`; a fault names its path. */
export function readCursorSettings(
  config: Config,
): SourceSettings<CursorSettings> {
  return readSourceSettings(config, CONFIG_KEY, schema);
}
