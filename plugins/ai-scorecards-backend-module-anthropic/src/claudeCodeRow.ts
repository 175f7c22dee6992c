import {
  AccountRef,
  Amount,
  hundredthsToUnits,
  UsageCounters,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** The keys of a row whose numbers are wanted as text. */
export const ROW_NUMBERS_AS_TEXT = ['amount'];

const count = z.number().int().nonnegative().nullish();

const actorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('user_actor'), email_address: z.string().min(1) }),
  z.object({ type: z.literal('api_actor'), api_key_name: z.string().min(1) }),
]);

const modelSchema = z.object({
  model: z.string().nullish().catch(null),
  tokens: z
    .object({
      input: count,
      output: count,
      cache_read: count,
      cache_creation: count,
    })
    .nullish(),
  estimated_cost: z
    .object({ amount: z.string(), currency: z.string().min(1).nullish() })
    .nullish(),
});

const rowSchema = z.object({
  date: z.string(),
  actor: actorSchema,
  customer_type: z.string().nullish(),
  core_metrics: z
    .object({
      num_sessions: count,
      lines_of_code: z.object({ added: count, removed: count }).nullish(),
      commits_by_claude_code: count,
      pull_requests_by_claude_code: count,
    })
    .nullish(),
  // Any tool: new ones are edits like the four that are documented.
  tool_actions: z
    .record(
      z.string(),
      z.object({ accepted: count, rejected: count }).nullish(),
    )
    .nullish(),
  model_breakdown: z.array(modelSchema).nullish(),
});

type Row = z.output<typeof rowSchema>;
type Model = z.output<typeof modelSchema>;

/** What a row came to: a record, or one sentence that says why not. */
export type ParsedRow =
  | { state: 'record'; record: UsageRecord }
  | { state: 'unreadable'; reason: string };

const unreadable = (reason: string): ParsedRow => ({
  state: 'unreadable',
  reason,
});

/**
 * Reads one row of the Claude Code report of `day`. There is one for each actor, terminal, customer type and kind of
 * machine, so rows of one actor add up and none repeats another.
 */
export function parseClaudeCodeRow(value: unknown, day: string): ParsedRow {
  const parsed = rowSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the row';
    return unreadable(`${field} is missing or not as documented`);
  }
  const row = parsed.data;
  if (row.date.slice(0, 10) !== day) {
    return unreadable(`The row is of another day than ${day}`);
  }
  const amounts: Amount[] = [];
  for (const model of row.model_breakdown ?? []) {
    if (model.estimated_cost) {
      const amount = amountOf(model, row.customer_type);
      if (typeof amount === 'string') {
        return unreadable(amount);
      }
      amounts.push(amount);
    }
  }
  const counters = countersOf(row);
  return {
    state: 'record',
    record: {
      type: 'usage',
      account: accountOf(row),
      day,
      counters,
      features: Object.values(counters).some(it => (it ?? 0) > 0)
        ? ['agent']
        : [],
      flagged: false,
      credits: null,
      amounts,
      models: (row.model_breakdown ?? []).flatMap(({ model, tokens }) =>
        model
          ? {
              model,
              tokensIn: tokens?.input ?? null,
              tokensOut: tokens?.output ?? null,
            }
          : [],
      ),
    },
  };
}

function accountOf({ actor }: Row): AccountRef {
  return actor.type === 'user_actor'
    ? {
        kind: 'email',
        key: actor.email_address.toLowerCase(),
        email: actor.email_address,
      }
    : { kind: 'api-key', key: `api-key:${actor.api_key_name}` };
}

/**
 * The vendor's estimate at list prices, in cents: what a customer of the API pays, and what a subscription would have
 * cost. A sentence when it cannot be told which, or how much.
 */
function amountOf(
  { model, estimated_cost: cost }: Model,
  customerType: string | null | undefined,
): Amount | string {
  const exact = hundredthsToUnits(cost?.amount ?? '');
  if (exact === undefined) {
    return 'estimated_cost.amount is not a number';
  }
  if (customerType !== 'api' && customerType !== 'subscription') {
    return 'customer_type is neither api nor subscription, so the estimated cost has no kind';
  }
  return {
    kind: customerType === 'api' ? 'usage' : 'value',
    source: 'estimate',
    exact,
    currency: (cost?.currency ?? 'USD').toUpperCase(),
    ...(model && { model }),
  };
}

function countersOf(row: Row): UsageCounters {
  const core = row.core_metrics;
  const actions = row.tool_actions
    ? Object.values(row.tool_actions).map(it => it ?? {})
    : undefined;
  const tokens = row.model_breakdown?.map(it => it.tokens ?? {});
  const accepted = sum(actions?.map(it => it.accepted));
  const rejected = sum(actions?.map(it => it.rejected));
  return {
    // Neither prompts nor conversations are reported.
    interactions: null,
    suggestions: sum(
      accepted === null && rejected === null ? undefined : [accepted, rejected],
    ),
    acceptances: accepted,
    sessions: core?.num_sessions ?? null,
    linesAdded: core?.lines_of_code?.added ?? null,
    linesRemoved: core?.lines_of_code?.removed ?? null,
    commits: core?.commits_by_claude_code ?? null,
    pullRequests: core?.pull_requests_by_claude_code ?? null,
    tokensIn: sum(tokens?.map(it => it.input)),
    tokensOut: sum(tokens?.map(it => it.output)),
    tokensCacheRead: sum(tokens?.map(it => it.cache_read)),
    tokensCacheWrite: sum(tokens?.map(it => it.cache_creation)),
  };
}

/** Null when nothing was reported; zero for a report that holds nothing. */
function sum(
  values: readonly (number | null | undefined)[] | undefined,
): number | null {
  if (!values) {
    return null;
  }
  const known = values.filter(
    (value): value is number => typeof value === 'number',
  );
  return known.length === 0 && values.length > 0
    ? null
    : known.reduce((total, value) => total + value, 0);
}
