import {
  CostRecord,
  hundredthsToUnits,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** The keys of a bucket whose numbers are wanted as text; amounts are text as documented. */
export const BUCKET_NUMBERS_AS_TEXT = ['amount'];

const bucketSchema = z.object({
  starting_at: z.string(),
  results: z.array(z.unknown()),
});

const resultSchema = z.object({
  amount: z.string(),
  currency: z.string().min(1).nullish(),
  description: z.string().nullish().catch(null),
  model: z.string().nullish().catch(null),
  workspace_id: z.string().nullish(),
});

/**
 * The lines of one bucket of the cost report of `day`, with amounts turned from cents into currency units. A bucket
 * that cannot be read comes back as one unreadable record.
 */
export function parseCostBucket(
  value: unknown,
  day: string,
): (CostRecord | UnreadableRecord)[] {
  const parsed = bucketSchema.safeParse(value);
  if (!parsed.success) {
    return [unreadable(value, 'The bucket is not as documented')];
  }
  const { starting_at: startingAt, results } = parsed.data;
  if (startingAt.slice(0, 10) !== day) {
    return results.map(result =>
      unreadable(result, `The cost is of another day than ${day}`),
    );
  }
  return results.map(result => parseResult(result, day));
}

function parseResult(
  value: unknown,
  day: string,
): CostRecord | UnreadableRecord {
  const parsed = resultSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the cost';
    return unreadable(value, `${field} is missing or not as documented`);
  }
  const result = parsed.data;
  const exact = hundredthsToUnits(result.amount);
  if (exact === undefined) {
    return unreadable(value, 'amount is not a number');
  }
  return {
    type: 'cost',
    day,
    amount: {
      kind: 'usage',
      source: 'invoice',
      exact,
      currency: (result.currency ?? 'USD').toUpperCase(),
      ...(result.model && { model: result.model }),
    },
    description: result.description ?? null,
    workspace: result.workspace_id ?? null,
  };
}

function unreadable(value: unknown, reason: string): UnreadableRecord {
  return { type: 'unreadable', raw: JSON.stringify(value) ?? '', reason };
}
