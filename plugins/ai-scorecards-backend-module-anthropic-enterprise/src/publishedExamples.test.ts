import { isAiAction, toMicros } from 'backstage-plugin-ai-scorecards-common';
import { UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { costRow, userRow } from './__testUtils__/rows';
import { parseCostRow } from './costRow';
import { parseUserRow } from './userRow';

const DAY = '2026-09-21';

/** Rows of our own in the shape of the examples in the reference of the analytics API, with the figures that those show. */
describe('the figures that Anthropic publishes of Claude Enterprise', () => {
  it('of what somebody cost: cents and fractions, with the list price beside, of an account that was deleted', () => {
    const line = parseCostRow(
      costRow({
        actor: {
          type: 'user_actor',
          user_id: 'user_01AbCdEfGhIjKlMnOpQrSt',
          email: 'jane@example.com',
          name: 'Jane',
          deleted: true,
        },
        amount: '41280.000000',
        list_amount: '51600.000000',
        context_window: '0-200k',
        cost_type: 'code_execution',
        requests: 128,
      }),
      DAY,
    );
    expect(line).toMatchObject({
      type: 'cost',
      account: { vendorId: 'user_01AbCdEfGhIjKlMnOpQrSt' },
    });
    expect(
      line.type === 'cost' && [
        toMicros(line.amount.exact),
        line.value && toMicros(line.value.exact),
      ],
    ).toEqual([412_800_000, 516_000_000]);
  });

  it('of a user of whom every count is zero: there, and not active', () => {
    const zero = { accepted_count: 0, rejected_count: 0 };
    const parsed = parseUserRow(
      userRow({
        chat_metrics: { message_count: 0 },
        claude_code_metrics: {
          core_metrics: {
            commit_count: 0,
            distinct_session_count: 0,
            lines_of_code: { added_count: 0, removed_count: 0 },
            pull_request_count: 0,
          },
          tool_actions: {
            edit_tool: zero,
            multi_edit_tool: zero,
            notebook_edit_tool: zero,
            write_tool: zero,
          },
        },
        distinct_user_count: 0,
      }),
      DAY,
    );
    expect(parsed).toMatchObject({
      state: 'record',
      record: { counters: { sessions: 0, commits: 0, suggestions: 0 } },
    });
    const { record } = parsed as { record: UsageRecord };
    expect(
      isAiAction({
        counters: { ...record.counters },
        flagged: record.flagged,
        credits: record.credits,
        amounts: [],
      }),
    ).toBe(false);
  });
});
