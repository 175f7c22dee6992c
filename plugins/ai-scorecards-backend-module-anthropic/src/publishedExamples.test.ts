import { toMicros } from 'backstage-plugin-ai-scorecards-common';
import { parseJson, UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { claudeRow, costLine } from './__testUtils__/rows';
import { parseClaudeCodeRow, ROW_NUMBERS_AS_TEXT } from './claudeCodeRow';
import { BUCKET_NUMBERS_AS_TEXT, parseCostBucket } from './costBucket';

function model(name: string, amount: number, tokens: number[]) {
  const [input, output, read, write] = tokens;
  return {
    model: name,
    estimated_cost: { amount, currency: 'USD' },
    tokens: { input, output, cache_read: read, cache_creation: write },
  };
}

/** Rows of our own in the shape of the examples in Anthropic's references, with the figures that those show. */
const EXAMPLES = [
  {
    name: 'the reference of the API',
    row: claudeRow({
      date: '2025-08-08T00:00:00Z',
      subscription_type: 'enterprise',
      core_metrics: {
        num_sessions: 15,
        lines_of_code: { added: 342, removed: 128 },
        commits_by_claude_code: 8,
        pull_requests_by_claude_code: 2,
      },
      tool_actions: {
        edit_tool: { accepted: 25, rejected: 3 },
        multi_edit_tool: { accepted: 12, rejected: 1 },
        notebook_edit_tool: { accepted: 5, rejected: 2 },
        write_tool: { accepted: 8, rejected: 0 },
      },
      model_breakdown: [
        model('opus', 186, [45_230, 12_450, 8_790, 2_340]),
        model('sonnet', 42, [23_100, 5_680, 3_420, 890]),
      ],
    }),
    day: '2025-08-08',
    counters: {
      sessions: 15,
      linesAdded: 342,
      linesRemoved: 128,
      commits: 8,
      pullRequests: 2,
      suggestions: 56,
      acceptances: 50,
      tokensIn: 68_330,
      tokensOut: 18_130,
      tokensCacheRead: 12_210,
      tokensCacheWrite: 3_230,
    },
    micros: 2_280_000,
  },
  {
    name: 'the guide',
    row: claudeRow({
      date: '2025-09-08T00:00:00Z',
      core_metrics: {
        num_sessions: 5,
        lines_of_code: { added: 1543, removed: 892 },
        commits_by_claude_code: 12,
        pull_requests_by_claude_code: 2,
      },
      tool_actions: {
        edit_tool: { accepted: 45, rejected: 5 },
        multi_edit_tool: { accepted: 12, rejected: 2 },
        write_tool: { accepted: 8, rejected: 1 },
        notebook_edit_tool: { accepted: 3, rejected: 0 },
      },
      model_breakdown: [model('opus', 141, [100_000, 35_000, 10_000, 5_000])],
    }),
    day: '2025-09-08',
    counters: {
      sessions: 5,
      commits: 12,
      suggestions: 76,
      acceptances: 68,
      tokensIn: 100_000,
    },
    micros: 1_410_000,
  },
];

describe('the figures that Anthropic publishes', () => {
  it.each(EXAMPLES)(
    'of Claude Code, in $name',
    ({ row, day, counters, micros }) => {
      const read = parseJson(JSON.stringify(row), ROW_NUMBERS_AS_TEXT);
      const parsed = parseClaudeCodeRow(read, day);
      expect(parsed).toMatchObject({ state: 'record' });
      const { record } = parsed as { record: UsageRecord };
      expect(record.day).toBe(day);
      expect(record.counters).toMatchObject(counters);
      expect(
        record.amounts.map(({ kind, source }) => `${kind} ${source}`),
      ).toEqual(record.amounts.map(() => 'usage estimate'));
      const sum = record.amounts.reduce(
        (all, { exact }) => all + toMicros(exact),
        0,
      );
      expect(sum).toBe(micros);
    },
  );

  it('of the cost report: a fraction of a cent', () => {
    const bucket = {
      starting_at: '2025-08-01T00:00:00Z',
      ending_at: '2025-08-02T00:00:00Z',
      results: [costLine({ amount: '123.78912' })],
    };
    const [line] = parseCostBucket(
      parseJson(JSON.stringify(bucket), BUCKET_NUMBERS_AS_TEXT),
      '2025-08-01',
    );
    expect(line.type === 'cost' && toMicros(line.amount.exact)).toBe(1_237_891);
  });
});
