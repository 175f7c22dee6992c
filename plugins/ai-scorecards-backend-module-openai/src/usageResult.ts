import { UnreadableRecord } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { unreadable } from './dayQuery';

/** How usage is apart. */
export const USAGE_GROUPS = ['user_id', 'model', 'project_id'];

const count = z.number().int().nonnegative().nullish();

const resultSchema = z.object({
  // Holds the cached and the cached-again tokens below.
  input_tokens: count,
  input_cached_tokens: count,
  input_cache_write_tokens: count,
  output_tokens: count,
  user_id: z.string().nullish(),
  project_id: z.string().nullish(),
  model: z.string().nullish().catch(null),
});

/** Use of one model by one user, or by keys that are nobody's, in one project on a day. */
export interface ProjectUse {
  type: 'use';
  /** Null for keys that name no user. */
  userId: string | null;
  project: string | null;
  model: string | null;
  /** Input that was neither read from the cache nor written to it. */
  tokensIn: number | null;
  tokensCacheRead: number | null;
  tokensCacheWrite: number | null;
  tokensOut: number | null;
  /** All input and output: what a project's cost is divided by. */
  tokens: number;
}

/** Reads one result of the completions usage. */
export function parseUsageResult(
  value: unknown,
): ProjectUse | UnreadableRecord {
  const parsed = resultSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the usage';
    return unreadable(value, `${field} is missing or not as documented`);
  }
  const use = parsed.data;
  const cached = use.input_cached_tokens ?? null;
  const written = use.input_cache_write_tokens ?? null;
  const input = use.input_tokens ?? null;
  const fresh = input === null ? null : input - (cached ?? 0) - (written ?? 0);
  if (fresh !== null && fresh < 0) {
    return unreadable(value, 'More input is cached than there is');
  }
  return {
    type: 'use',
    userId: use.user_id ?? null,
    project: use.project_id ?? null,
    model: use.model ?? null,
    tokensIn: fresh,
    tokensCacheRead: cached,
    tokensCacheWrite: written,
    tokensOut: use.output_tokens ?? null,
    tokens: (input ?? 0) + (use.output_tokens ?? 0),
  };
}
