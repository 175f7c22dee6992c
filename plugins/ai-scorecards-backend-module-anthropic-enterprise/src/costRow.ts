import {
  Amount,
  CostRecord,
  hundredthsToUnits,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { actorAccount, actorSchema } from './account';

/** The keys of a row whose numbers are wanted as text; amounts are text as documented. */
export const COST_NUMBERS_AS_TEXT = ['amount', 'list_amount'];

/** The product whose cost is that of the tool, as the vendor names it. */
export const PRODUCT = 'claude_code';

const rowSchema = z.object({
  actor: actorSchema.nullish(),
  amount: z.string(),
  list_amount: z.string().nullish(),
  currency: z.string().min(1).nullish(),
  model: z.string().nullish().catch(null),
  product: z.string().nullish(),
  starting_at: z.string(),
});

/**
 * Reads one row of the cost report of `day`, its amounts turned from fractional cents into currency units: `amount` is
 * billed, `list_amount` what the same use is worth without a discount. A row that names nobody is billed without person.
 */
export function parseCostRow(
  value: unknown,
  day: string,
): CostRecord | UnreadableRecord {
  const unreadable = (reason: string): UnreadableRecord => ({
    type: 'unreadable',
    raw: JSON.stringify(value) ?? '',
    reason,
  });
  const parsed = rowSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the row';
    return unreadable(`${field} is missing or not as documented`);
  }
  const row = parsed.data;
  if (row.starting_at.slice(0, 10) !== day) {
    return unreadable(`The cost is of another day than ${day}`);
  }
  const billed = hundredthsToUnits(row.amount);
  const list = row.list_amount && hundredthsToUnits(row.list_amount);
  if (billed === undefined) return unreadable('amount is not a number');
  if (row.list_amount && list === undefined) {
    return unreadable('list_amount is not a number');
  }
  const shared: Pick<Amount, 'currency' | 'model'> = {
    currency: (row.currency ?? 'USD').toUpperCase(),
    ...(row.model && { model: row.model }),
  };
  const account = row.actor ? actorAccount(row.actor) : undefined;
  const isOther = (row.product ?? PRODUCT) !== PRODUCT;
  return {
    type: 'cost',
    day,
    amount: { kind: 'usage', source: 'invoice', exact: billed, ...shared },
    ...(list && {
      value: { kind: 'value', source: 'list', exact: list, ...shared },
    }),
    ...(account && { account }),
    description: [row.product, row.model].filter(Boolean).join(', ') || null,
    workspace: null,
    ...(isOther && { leftOut: true }),
  };
}
