import {
  CostRecord,
  SourceError,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { parseBillingLine } from './billingLine';

/** The keys of an answer whose numbers are wanted as text. */
export const ANSWER_NUMBERS_AS_TEXT = ['grossAmount', 'netAmount'];

const answerSchema = z.object({
  timePeriod: z
    .object({
      year: z.number(),
      month: z.number().nullish(),
      day: z.number().nullish(),
    })
    .nullish(),
  usageItems: z.array(z.unknown()),
});

const itemSchema = z.object({
  product: z.string(),
  sku: z.string(),
  model: z.string().nullish(),
  grossAmount: z.string(),
  netAmount: z.string(),
  user: z.string().nullish(),
  organization: z.string().nullish(),
});

/**
 * The lines of an answer about one UTC day: amounts by sku and model, by person too where GitHub tells. Throws a
 * {@link SourceError} of kind `unexpected` for an answer about anything else than that day.
 */
export function parseBillingAnswer(
  value: unknown,
  day: string,
): (CostRecord | UnreadableRecord)[] {
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) {
    throw new SourceError(
      'unexpected',
      `GitHub answered for the bill of ${day} with something else than usage items`,
    );
  }
  const { timePeriod: period, usageItems: items } = parsed.data;
  const told =
    period && [period.year, period.month ?? 0, period.day ?? 0].join('-');
  if (period && told !== day.split('-').map(Number).join('-')) {
    throw new SourceError(
      'unexpected',
      `GitHub answered for the bill of ${day} with that of another time`,
    );
  }
  return items.map(item => parseItem(item, day));
}

function parseItem(value: unknown, day: string): CostRecord | UnreadableRecord {
  const unreadable = (reason: string): UnreadableRecord => ({
    type: 'unreadable',
    raw: JSON.stringify(value) ?? '',
    reason,
  });
  const parsed = itemSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the item';
    return unreadable(`${field} is missing or not as documented`);
  }
  const item = parsed.data;
  const line = parseBillingLine({
    day,
    username: item.user ?? '',
    product: item.product,
    sku: item.sku,
    model: item.model ?? '',
    gross: item.grossAmount,
    net: item.netAmount,
    organization: item.organization ?? '',
  });
  return line.state === 'record' ? line.record : unreadable(line.reason);
}
