import { isAiAction, toMicros } from 'backstage-plugin-ai-scorecards-common';
import { parseJson, UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { idleRow } from './__testUtils__/rows';
import { ANSWER_NUMBERS_AS_TEXT, parseBillingAnswer } from './billingAnswer';
import { parseCopilotRow, ROW_NUMBERS_AS_TEXT } from './copilotRow';
import { parseSeat } from './seatListing';

/** A row of our own, read as a report brings it. */
function usage(row: Record<string, unknown>, day: string): UsageRecord {
  const text = JSON.stringify(idleRow({ day, ...row }));
  const parsed = parseCopilotRow(parseJson(text, ROW_NUMBERS_AS_TEXT), day);
  expect(parsed).toMatchObject({ state: 'record' });
  return (parsed as { record: UsageRecord }).record;
}

const isActive = ({ counters, flagged, credits, amounts }: UsageRecord) =>
  isAiAction({
    counters: { ...counters },
    flagged,
    credits,
    amounts: amounts.map(({ exact }) => exact),
  });

/** Rows of our own in the shape of what GitHub's documentation shows, with its figures. */
describe('the figures that GitHub publishes', () => {
  it('of a user’s day of Copilot: active, without interactions, credits unknown', () => {
    const read = usage(
      {
        user_id: 1,
        user_login: 'login1',
        organization_id: undefined,
        code_generation_activity_count: 1,
        code_acceptance_activity_count: 1,
        loc_suggested_to_add_sum: 10,
        loc_added_sum: 8,
        used_cli: true,
        totals_by_cli: {
          last_known_cli_version: {
            cli_version: '1.0.8',
            sampled_at: '2025-10-01T00:01:43.000Z',
          },
          prompt_count: 2,
          request_count: 2,
          session_count: 2,
          token_usage: {
            avg_tokens_per_request: 4400.0,
            output_tokens_sum: 5000,
            prompt_tokens_sum: 3800,
          },
        },
        totals_by_feature: [
          {
            feature: 'code_completion',
            code_generation_activity_count: 1,
            code_acceptance_activity_count: 1,
            user_initiated_interaction_count: 0,
          },
        ],
        // What the documentation's rows have beside the documented fields.
        etl_id: 'green',
        day_partition: '2025-10-01',
        entity_id_partition: 1,
      },
      '2025-10-01',
    );
    expect(read.account).toMatchObject({ key: 'login1', vendorId: '1' });
    expect(read.counters).toMatchObject({
      interactions: 0,
      suggestions: 1,
      acceptances: 1,
      sessions: 2,
      tokensIn: 3800,
      tokensOut: 5000,
      linesAdded: 8,
      linesRemoved: 0,
    });
    expect(read.credits).toBeNull();
    expect(read.amounts).toEqual([]);
    expect(read.features).toEqual(
      expect.arrayContaining(['cli', 'completion']),
    );
    expect(isActive(read)).toBe(true);
  });

  it.each([
    [
      'somebody who asked on the command line',
      {
        user_initiated_interaction_count: 24,
        code_generation_activity_count: 25,
        code_acceptance_activity_count: 24,
        loc_added_sum: 435,
        loc_deleted_sum: 29,
        totals_by_cli: cli(2, 187, 24, 23_229_028, 121_157),
        ai_credits_used: 2.5,
      },
      {
        interactions: 24,
        suggestions: 25,
        sessions: 2,
        linesAdded: 435,
        linesRemoved: 29,
        tokensIn: 23_229_028,
      },
      25_000,
    ],
    [
      'somebody whose sessions ran by themselves',
      {
        totals_by_cli: cli(16, 31, 0, 616_618, 626_901),
        ai_credits_used: 5.0,
      },
      { interactions: 0, sessions: 16, tokensOut: 626_901 },
      50_000,
    ],
  ])('of %s, with credits as their list value', (_, row, counters, micros) => {
    const read = usage(
      {
        used_cli: true,
        used_copilot_coding_agent: false,
        used_copilot_cloud_agent: false,
        ai_adoption_phase: { phase_number: 2, phase: 'Phase 2' },
        ...row,
      },
      '2026-04-25',
    );
    expect(read.counters).toMatchObject(counters);
    expect(
      read.amounts.map(({ kind, exact }) => [kind, toMicros(exact)]),
    ).toEqual([['value', micros]]);
    expect(isActive(read)).toBe(true);
  });

  it('of seats: the UTC day of a local time, a cancellation, a plan that is not told', () => {
    const seat = (changes: Record<string, unknown>) =>
      parseSeat({
        created_at: '2021-08-03T18:00:00-06:00',
        updated_at: '2021-09-23T15:00:00-06:00',
        pending_cancellation_date: null,
        last_activity_at: '2021-10-14T00:53:32-06:00',
        last_activity_editor: 'vscode/1.77.3/copilot/1.86.82',
        plan_type: 'business',
        assignee: { login: 'octocat', id: 1, type: 'User', site_admin: false },
        assigning_team: { id: 1, slug: 'justice-league' },
        ...changes,
      });
    expect(seat({})).toEqual({
      type: 'seat',
      account: {
        kind: 'login',
        key: 'octocat',
        login: 'octocat',
        vendorId: '1',
      },
      createdOn: '2021-08-04',
      endsOn: null,
      plan: 'business',
    });
    expect(
      seat({
        created_at: '2021-09-23T18:00:00-06:00',
        pending_cancellation_date: '2021-11-01',
        plan_type: undefined,
        assignee: { login: 'octokitten', id: 1 },
      }),
    ).toMatchObject({
      account: { key: 'octokitten' },
      createdOn: '2021-09-24',
      endsOn: '2021-11-01',
      plan: null,
    });
  });

  const bill = (items: Record<string, unknown>[]) => {
    const answer = {
      timePeriod: { year: 2026, month: 6, day: 5 },
      enterprise: 'acme',
      usageItems: items.map(each => ({ product: 'Copilot', ...each })),
    };
    return parseBillingAnswer(
      parseJson(JSON.stringify(answer), ANSWER_NUMBERS_AS_TEXT),
      '2026-06-05',
    ).map(line =>
      line.type === 'cost'
        ? [
            toMicros(line.amount.exact),
            line.value && toMicros(line.value.exact),
            line.leftOut ?? false,
          ]
        : line.reason,
    );
  };

  it.each([
    [
      'AI credits',
      [{ sku: 'Copilot AI Credits', grossAmount: 1, netAmount: 1 }],
      [[1_000_000, 1_000_000, false]],
    ],
    [
      'premium requests',
      [{ sku: 'Copilot Premium Request', grossAmount: 4, netAmount: 4 }],
      [[4_000_000, 4_000_000, false]],
    ],
    [
      'credits with a discount, to the millionth',
      [
        {
          sku: 'coding_agent_ai_credit',
          grossAmount: 3.511325,
          netAmount: 1.228963,
        },
        {
          sku: 'copilot_ai_credit',
          grossAmount: 3.033726,
          netAmount: 1.061804,
        },
      ],
      [
        [1_228_963, 3_511_325, false],
        [1_061_804, 3_033_726, false],
      ],
    ],
    [
      'another product, which is not the tool’s',
      [
        {
          product: 'Actions',
          sku: 'actions_linux',
          grossAmount: 8,
          netAmount: 8,
        },
      ],
      [[8_000_000, 8_000_000, true]],
    ],
  ])('of billing: %s', (_, items, money) => {
    expect(bill(items)).toEqual(money);
  });
});

function cli(
  sessions: number,
  requests: number,
  prompts: number,
  input: number,
  output: number,
) {
  return {
    session_count: sessions,
    request_count: requests,
    prompt_count: prompts,
    token_usage: {
      prompt_tokens_sum: input,
      output_tokens_sum: output,
      avg_tokens_per_request: 124_867.3,
    },
  };
}
