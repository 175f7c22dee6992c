import {
  CostRecord,
  plainDecimal,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { unreadable } from './dayQuery';

/** The keys of a cost whose numbers are wanted as text: dollars are fractions, and every digit counts. */
export const COST_NUMBERS_AS_TEXT = ['value'];

/** How costs are apart: a bill by line and project. */
export const COST_GROUPS = ['project_id', 'line_item'];

const resultSchema = z.object({
  amount: z.object({
    value: z.string(),
    currency: z.string().min(1).nullish(),
  }),
  line_item: z.string().nullish().catch(null),
  project_id: z.string().nullish(),
});

/** Reads one line of what OpenAI bills for `day`, in dollars. It names no person. */
export function parseCostResult(
  value: unknown,
  day: string,
): CostRecord | UnreadableRecord {
  const parsed = resultSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the cost';
    return unreadable(value, `${field} is missing or not as documented`);
  }
  const { amount, line_item: lineItem, project_id: project } = parsed.data;
  const exact = plainDecimal(amount.value);
  if (exact === undefined) {
    return unreadable(value, 'amount.value is not a number');
  }
  return {
    type: 'cost',
    day,
    amount: {
      kind: 'usage',
      source: 'invoice',
      exact,
      currency: (amount.currency ?? 'USD').toUpperCase(),
    },
    description: lineItem ?? null,
    workspace: project ?? null,
  };
}
