import { CostRecord, plainDecimal } from 'backstage-plugin-ai-scorecards-node';

/** A line of what GitHub bills, as text, whichever way it came. Empty text is nothing. */
export interface BillingLine {
  /** UTC day. */
  day: string;
  username: string;
  product: string;
  sku: string;
  model: string;
  gross: string;
  net: string;
  organization: string;
  /** Beside the other fields what tells lines of a report apart; undefined where a line has no such key. */
  distinct?: readonly string[];
}

/** What a line came to: a cost, or one sentence that says why not. */
export type ParsedLine =
  | { state: 'record'; record: CostRecord }
  | { state: 'unreadable'; reason: string };

/**
 * Reads a line. The net amount is what is billed, the gross amount what the use is worth. A line without a user is billed
 * without person; one for seats or another product is marked as left out, since seats are counted by their own list.
 */
export function parseBillingLine(line: BillingLine): ParsedLine {
  const net = plainDecimal(line.net);
  const gross = plainDecimal(line.gross);
  if (net === undefined) {
    return { state: 'unreadable', reason: 'The net amount is not a number' };
  }
  if (gross === undefined) {
    return { state: 'unreadable', reason: 'The gross amount is not a number' };
  }
  const shared = {
    currency: 'USD',
    ...(line.model && { model: line.model }),
  };
  const { username } = line;
  return {
    state: 'record',
    record: {
      type: 'cost',
      day: line.day,
      amount: { kind: 'usage', source: 'invoice', exact: net, ...shared },
      value: { kind: 'value', source: 'list', exact: gross, ...shared },
      ...(username && {
        account: {
          kind: 'login',
          key: username.toLowerCase(),
          login: username,
        },
      }),
      description: [line.sku, line.model].filter(Boolean).join(', ') || null,
      workspace: line.organization || null,
      ...(!isUseOfCopilot(line) && { leftOut: true }),
      ...(line.distinct && {
        dedupeKey: JSON.stringify([
          line.day,
          username.toLowerCase(),
          line.sku,
          line.model,
          line.organization,
          ...line.distinct,
        ]),
      }),
    },
  };
}

/** GitHub writes `copilot_ai_credit` in reports and "Copilot AI Credits" in answers. */
function isUseOfCopilot({ product, sku }: BillingLine): boolean {
  const name = sku.toLowerCase().replace(/[\s-]+/g, '_');
  return (
    product.toLowerCase().includes('copilot') &&
    /ai_credit|premium_request/.test(name)
  );
}
