import fc from 'fast-check';
import { parseJson, UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { idleRow } from './__testUtils__/rows';
import { parseCopilotRow, ROW_NUMBERS_AS_TEXT } from './copilotRow';

const DAY = '2026-09-21';

/** Through text, as a report brings it. */
function parse(row: unknown) {
  return parseCopilotRow(
    parseJson(JSON.stringify(row), ROW_NUMBERS_AS_TEXT),
    DAY,
  );
}

function record(row: unknown): UsageRecord {
  const parsed = parse(row);
  expect(parsed).toMatchObject({ state: 'record' });
  return (parsed as { record: UsageRecord }).record;
}

describe('parseCopilotRow', () => {
  it('reads a full row', () => {
    const { record: read } = parseCopilotRow(
      parseJson(
        JSON.stringify(
          idleRow({
            user_initiated_interaction_count: 12,
            code_generation_activity_count: 30,
            code_acceptance_activity_count: 21,
            loc_added_sum: 90,
            loc_deleted_sum: 4,
            totals_by_feature: [
              {
                feature: 'code_completion',
                code_generation_activity_count: 30,
              },
              { feature: 'chat_inline', user_initiated_interaction_count: 0 },
            ],
            totals_by_model_feature: [
              { model: 'gpt-9', feature: 'code_completion', loc_added_sum: 9 },
              { model: 'gpt-9', feature: 'chat_inline', loc_added_sum: 1 },
              {
                model: 'claude-9',
                feature: 'code_completion',
                loc_added_sum: 0,
              },
              { model: 'others', feature: 'others', loc_added_sum: 3 },
            ],
            totals_by_cli: {
              session_count: 2,
              request_count: 5,
              prompt_count: 4,
              token_usage: {
                prompt_tokens_sum: 1500,
                output_tokens_sum: 700,
                avg_tokens_per_request: 440.5,
              },
            },
            used_cli: true,
            ai_credits_used: 3.125,
          }),
        ),
        ROW_NUMBERS_AS_TEXT,
      ),
      DAY,
    ) as { record: UsageRecord };
    expect(read).toEqual({
      type: 'usage',
      account: {
        kind: 'login',
        key: 'mona-lisa',
        login: 'Mona-Lisa',
        vendorId: '7001',
      },
      day: DAY,
      counters: {
        interactions: 12,
        suggestions: 30,
        acceptances: 21,
        sessions: 2,
        linesAdded: 90,
        linesRemoved: 4,
        tokensIn: 1500,
        tokensOut: 700,
      },
      features: ['cli', 'completion'],
      flagged: true,
      credits: '3.125',
      amounts: [
        { kind: 'value', source: 'list', exact: '0.03125', currency: 'USD' },
      ],
      models: [{ model: 'gpt-9' }],
      dedupeKey: `7001|${DAY}`,
    });
  });

  it('reads a row of which only the required fields are there, and makes up nothing', () => {
    expect(record({ day: DAY, user_id: '9', user_login: 'a' })).toEqual({
      type: 'usage',
      account: { kind: 'login', key: 'a', login: 'a', vendorId: '9' },
      day: DAY,
      counters: {
        interactions: null,
        suggestions: null,
        acceptances: null,
        sessions: null,
        linesAdded: null,
        linesRemoved: null,
        tokensIn: null,
        tokensOut: null,
      },
      features: [],
      flagged: false,
      credits: null,
      amounts: [],
      models: [],
      dedupeKey: `9|${DAY}`,
    });
  });

  it('does not take a row for activity', () => {
    expect(record(idleRow())).toMatchObject({ features: [], flagged: false });
  });

  it.each([
    [{ used_chat: true }, ['chat'], true],
    [{ used_agent: true }, ['agent'], true],
    [{ used_cli: true }, ['cli'], true],
    [{ used_copilot_coding_agent: true }, ['agent'], true],
    [{ used_copilot_cloud_agent: true }, ['agent'], true],
    [{ used_copilot_code_review_active: true }, ['review'], true],
    [{ used_copilot_code_review_passive: true }, [], false],
    [{ used_copilot_app: true }, ['other'], true],
    [{ chat_panel_agent_mode: 3 }, ['agent'], true],
    [{ chat_panel_plan_mode: 3 }, ['chat'], true],
    [{ chat_panel_plan_mode: 0 }, [], false],
    [{ totals_by_cli: { request_count: 1 } }, ['cli'], true],
    [
      { totals_by_3rd_party_agent: [{ agent_id: 8, agent_name: 'x' }] },
      [],
      false,
    ],
    [
      { totals_by_3rd_party_agent: [{ agent_id: 8, session_count: 2 }] },
      ['agent'],
      true,
    ],
    [{ totals_by_copilot_app: { session_count: 2 } }, ['other'], true],
    [
      {
        totals_by_feature: [
          { feature: 'chat_panel_agent_mode', loc_added_sum: 2 },
        ],
      },
      ['agent'],
      false,
    ],
    [
      {
        totals_by_feature: [
          { feature: 'chat_panel_ask_mode', loc_added_sum: 2 },
        ],
      },
      ['chat'],
      false,
    ],
    [
      { totals_by_feature: [{ feature: 'code_completion', loc_added_sum: 0 }] },
      [],
      false,
    ],
    [
      { totals_by_feature: [{ feature: 'brand_new', loc_added_sum: 2 }] },
      ['other'],
      false,
    ],
    [
      { totals_by_feature: [{ feature: 'others', loc_added_sum: 2 }] },
      [],
      false,
    ],
  ])('knows what %j proves', (changes, features, flagged) => {
    expect(record(idleRow(changes))).toMatchObject({ features, flagged });
  });

  it.each([
    [{ a_field_of_next_month: { deep: [1] } }],
    [{ totals_by_ide: 'everything' }],
    [{ totals_by_feature: 'everything', totals_by_cli: 7 }],
    [{ used_chat: 'yes' }],
    [{ chat_panel_ask_mode: 'many' }],
  ])('does not mind %j', changes => {
    expect(record(idleRow(changes)).account.key).toBe('mona-lisa');
  });

  it.each([
    [idleRow({ day: '2026-09-20' }), /another day/],
    [idleRow({ user_login: undefined }), /user_login/],
    [idleRow({ user_login: '' }), /user_login/],
    [idleRow({ user_id: null }), /user_id/],
    [idleRow({ day: undefined }), /day/],
    [idleRow({ loc_added_sum: 'many' }), /loc_added_sum/],
    [idleRow({ loc_added_sum: -1 }), /loc_added_sum/],
    [idleRow({ ai_credits_used: 'some' }), /ai_credits_used/],
    [idleRow({ ai_credits_used: {} }), /ai_credits_used/],
    ['a text', /the row/],
    [null, /the row/],
  ])('cannot read %j', (row, reason) => {
    expect(parse(row)).toEqual({
      state: 'unreadable',
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    ['2.5', '2.5', '0.025'],
    ['5.0', '5', '0.05'],
    ['0', '0', '0'],
    ['1e-3', '0.001', '0.00001'],
    [
      '0.10000000000000000001',
      '0.10000000000000000001',
      '0.0010000000000000000001',
    ],
  ])('takes %s credits exactly', (sent, credits, exact) => {
    const text = JSON.stringify(idleRow()).replace(
      /}$/,
      `,"ai_credits_used":${sent}}`,
    );
    const parsed = parseCopilotRow(parseJson(text, ROW_NUMBERS_AS_TEXT), DAY);
    expect(parsed).toMatchObject({
      record: { credits, amounts: [{ exact }] },
    });
  });

  it('never loses a digit of credits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
        (whole, decimals) => {
          const text = `${whole}.${String(decimals).padStart(15, '0')}`;
          const parsed = parseCopilotRow(
            parseJson(
              `{"day":"${DAY}","user_id":1,"user_login":"a","ai_credits_used":${text}}`,
              ROW_NUMBERS_AS_TEXT,
            ),
            DAY,
          ) as { record: UsageRecord };
          const [dollars, rest = ''] =
            parsed.record.amounts[0].exact.split('.');
          expect(BigInt(dollars + rest.padEnd(17, '0'))).toBe(
            whole * 10n ** 15n + decimals,
          );
        },
      ),
    );
  });
});
