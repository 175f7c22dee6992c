import fc from 'fast-check';
import { parseJson, UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { claudeRow } from './__testUtils__/rows';
import { parseClaudeCodeRow, ROW_NUMBERS_AS_TEXT } from './claudeCodeRow';

const DAY = '2026-09-21';

/** Through text, as a report brings it. */
function parse(row: unknown) {
  return parseClaudeCodeRow(
    parseJson(JSON.stringify(row), ROW_NUMBERS_AS_TEXT),
    DAY,
  );
}

function record(row: unknown): UsageRecord {
  const parsed = parse(row);
  expect(parsed).toMatchObject({ state: 'record' });
  return (parsed as { record: UsageRecord }).record;
}

describe('parseClaudeCodeRow', () => {
  it('reads a full row', () => {
    expect(record(claudeRow())).toEqual({
      type: 'usage',
      account: {
        kind: 'email',
        key: 'ada@example.com',
        email: 'Ada@Example.com',
      },
      day: DAY,
      counters: {
        interactions: null,
        suggestions: 17,
        acceptances: 14,
        sessions: 3,
        linesAdded: 120,
        linesRemoved: 45,
        commits: 2,
        pullRequests: 1,
        tokensIn: 150,
        tokensOut: 25,
        tokensCacheRead: 7,
        tokensCacheWrite: 3,
      },
      features: ['agent'],
      flagged: false,
      credits: null,
      amounts: [
        {
          kind: 'usage',
          source: 'estimate',
          exact: '0.125',
          currency: 'USD',
          model: 'claude-opus-9',
        },
        {
          kind: 'usage',
          source: 'estimate',
          exact: '0.01',
          currency: 'USD',
          model: 'claude-haiku-9',
        },
      ],
      models: [
        { model: 'claude-opus-9', tokensIn: 100, tokensOut: 20 },
        { model: 'claude-haiku-9', tokensIn: 50, tokensOut: 5 },
      ],
    });
  });

  it('lets rows of one actor add up', () => {
    expect(record(claudeRow()).dedupeKey).toBeUndefined();
  });

  it('takes what a subscription would have cost as value', () => {
    const { amounts } = record(claudeRow({ customer_type: 'subscription' }));
    expect(amounts.map(it => [it.kind, it.source])).toEqual([
      ['value', 'estimate'],
      ['value', 'estimate'],
    ]);
  });

  it('knows an API key as one', () => {
    expect(
      record(
        claudeRow({ actor: { type: 'api_actor', api_key_name: 'CI-bot' } }),
      ).account,
    ).toEqual({ kind: 'api-key', key: 'api-key:CI-bot' });
  });

  it('makes up nothing that was not reported', () => {
    const bare = record({
      date: DAY,
      actor: { type: 'user_actor', email_address: 'a@b.c' },
    });
    expect(bare.features).toEqual([]);
    expect(bare.amounts).toEqual([]);
    expect([...new Set(Object.values(bare.counters))]).toEqual([null]);
  });

  it.each([
    [{ tool_actions: {} }, { suggestions: 0, acceptances: 0 }],
    [{ tool_actions: null }, { suggestions: null, acceptances: null }],
    [{ tool_actions: { edit_tool: null } }, { suggestions: null }],
    [
      { tool_actions: { edit_tool: { accepted: 2 } } },
      { suggestions: 2, acceptances: 2 },
    ],
    [
      { tool_actions: { edit_tool: { rejected: 2 } } },
      { suggestions: 2, acceptances: null },
    ],
    [
      { tool_actions: { a_new_tool: { accepted: 2, rejected: 1 } } },
      { suggestions: 3, acceptances: 2 },
    ],
    [{ model_breakdown: [] }, { tokensIn: 0 }],
    [{ model_breakdown: [{ model: 'x' }] }, { tokensIn: null }],
    [
      { model_breakdown: [{ tokens: { input: 4 } }, {}] },
      { tokensIn: 4, tokensOut: null },
    ],
    [{ core_metrics: null }, { sessions: null, commits: null }],
    [{ core_metrics: { num_sessions: 0 } }, { sessions: 0, linesAdded: null }],
  ])('counts %j', (changes, counters) => {
    expect(record(claudeRow(changes)).counters).toMatchObject(counters);
  });

  it.each([
    [{ a_new_field: { b: 1 } }],
    [{ terminal_type: null }],
    [{ is_remote: 'perhaps' }],
    [{ customer_type: 'brand-new', model_breakdown: [] }],
    [{ model_breakdown: [{ model: 7 }] }],
  ])('does not mind %j', changes => {
    expect(record(claudeRow(changes)).account.key).toBe('ada@example.com');
  });

  it.each([
    [claudeRow({ date: '2026-09-22T00:00:00Z' }), /another day/],
    [claudeRow({ date: undefined }), /date/],
    [claudeRow({ actor: null }), /actor/],
    [claudeRow({ actor: { type: 'robot', serial: 7 } }), /actor/],
    [claudeRow({ actor: { type: 'user_actor' } }), /actor\.email_address/],
    [
      claudeRow({ core_metrics: { num_sessions: 'many' } }),
      /core_metrics\.num_sessions/,
    ],
    [claudeRow({ customer_type: 'brand-new' }), /customer_type/],
    [claudeRow({ customer_type: undefined }), /customer_type/],
    [
      claudeRow({
        model_breakdown: [{ model: 'x', estimated_cost: { amount: 'lots' } }],
      }),
      /estimated_cost\.amount/,
    ],
    [
      claudeRow({ model_breakdown: [{ model: 'x', estimated_cost: {} }] }),
      /estimated_cost\.amount/,
    ],
    [7, /the row/],
  ])('cannot read %j', (row, reason) => {
    expect(parse(row)).toEqual({
      state: 'unreadable',
      reason: expect.stringMatching(reason),
    });
  });

  it('never loses a digit of cents', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 10n }),
        fc.stringMatching(/^\d{1,18}$/),
        (whole, decimals) => {
          const row = JSON.stringify(
            claudeRow({
              model_breakdown: [
                { model: 'x', estimated_cost: { amount: 'HERE' } },
              ],
            }),
          ).replace('"HERE"', `${whole}.${decimals}`);
          const parsed = parseClaudeCodeRow(
            parseJson(row, ROW_NUMBERS_AS_TEXT),
            DAY,
          ) as { record: UsageRecord };
          const [dollars, rest = ''] =
            parsed.record.amounts[0].exact.split('.');
          expect(BigInt(dollars + rest.padEnd(20, '0'))).toBe(
            BigInt(whole + decimals.padEnd(18, '0')),
          );
        },
      ),
    );
  });
});
