import {
  UsageCounters,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { personAccount } from './account';

const count = z.number().int().nonnegative().nullish();

const rowSchema = z.object({
  user: z.object({
    id: z.string().min(1).nullish(),
    email_address: z.string().nullish(),
  }),
  claude_code_metrics: z
    .object({
      core_metrics: z
        .object({
          commit_count: count,
          distinct_session_count: count,
          lines_of_code: z
            .object({ added_count: count, removed_count: count })
            .nullish(),
          pull_request_count: count,
        })
        .nullish(),
      // Any tool: new ones are edits like the four that are documented.
      tool_actions: z
        .record(
          z.string(),
          z.object({ accepted_count: count, rejected_count: count }).nullish(),
        )
        .nullish(),
    })
    .nullish(),
});

type Metrics = NonNullable<z.output<typeof rowSchema>['claude_code_metrics']>;

/** What a row came to: a record, nothing of Claude Code, or one sentence that says why it cannot be read. */
export type ParsedRow =
  | { state: 'record'; record: UsageRecord }
  | { state: 'other-products' }
  | { state: 'unreadable'; reason: string };

/** Reads one row of the users of `day`: one for each person, with what they did in each product. */
export function parseUserRow(value: unknown, day: string): ParsedRow {
  const parsed = rowSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the row';
    return {
      state: 'unreadable',
      reason: `${field} is missing or not as documented`,
    };
  }
  const { user, claude_code_metrics: metrics } = parsed.data;
  const account = personAccount(user.email_address, user.id);
  if (!account) {
    return { state: 'unreadable', reason: 'The row names nobody' };
  }
  // People who only chat are none of this tool's accounts.
  if (!metrics) return { state: 'other-products' };
  const counters = countersOf(metrics);
  return {
    state: 'record',
    record: {
      type: 'usage',
      account,
      day,
      counters,
      features: Object.values(counters).some(it => (it ?? 0) > 0)
        ? ['agent']
        : [],
      flagged: false,
      credits: null,
      amounts: [],
      dedupeKey: user.id ?? account.key,
    },
  };
}

function countersOf({
  core_metrics: core,
  tool_actions: tools,
}: Metrics): UsageCounters {
  const actions = Object.values(tools ?? {}).flatMap(it => it ?? []);
  const accepted = sum(actions.map(it => it.accepted_count));
  const rejected = sum(actions.map(it => it.rejected_count));
  return {
    suggestions: sum([accepted, rejected]),
    acceptances: accepted,
    sessions: core?.distinct_session_count ?? null,
    linesAdded: core?.lines_of_code?.added_count ?? null,
    linesRemoved: core?.lines_of_code?.removed_count ?? null,
    commits: core?.commit_count ?? null,
    pullRequests: core?.pull_request_count ?? null,
  };
}

/** Null when nothing was reported, which is not zero. */
function sum(values: readonly (number | null | undefined)[]): number | null {
  return values.reduce<number | null>(
    (total, value) =>
      value === null || value === undefined ? total : (total ?? 0) + value,
    null,
  );
}
