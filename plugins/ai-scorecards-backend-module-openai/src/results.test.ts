import fc from 'fast-check';
import { toMicros } from 'backstage-plugin-ai-scorecards-common';
import { parseJson } from 'backstage-plugin-ai-scorecards-node';
import { bucket, costResult, DAY, usageResult } from './__testUtils__/rows';
import { COST_NUMBERS_AS_TEXT, parseCostResult } from './costResult';
import { dayQuery, resultsOf } from './dayQuery';
import { parseUsageResult } from './usageResult';

/** Through text, as a page brings it. */
const parseCost = (text: string) =>
  parseCostResult(parseJson(text, COST_NUMBERS_AS_TEXT), DAY);

describe('dayQuery', () => {
  it('asks for one UTC day in unix seconds', () => {
    expect(dayQuery('2024-11-01', ['project_id', 'model'])).toEqual([
      ['start_time', '1730419200'],
      ['end_time', '1730505600'],
      ['bucket_width', '1d'],
      ['group_by', 'project_id'],
      ['group_by', 'model'],
      ['limit', '1'],
    ]);
  });
});

describe('resultsOf', () => {
  it('takes the bucket of the day alone', () => {
    expect(resultsOf(bucket(1, 2), DAY)).toEqual({
      results: [1, 2],
      unreadable: [],
    });
    expect(resultsOf(bucket(1, 2), '2026-09-20')).toMatchObject({
      results: [],
      unreadable: [{ raw: '1' }, { reason: expect.stringMatching(/another/) }],
    });
    expect(resultsOf({ results: [] }, DAY)).toMatchObject({
      results: [],
      unreadable: [{ raw: '{"results":[]}' }],
    });
  });
});

describe('parseCostResult', () => {
  it('reads a line in dollars, without a person', () => {
    expect(parseCost(JSON.stringify(costResult()))).toEqual({
      type: 'cost',
      day: DAY,
      amount: {
        kind: 'usage',
        source: 'invoice',
        exact: '0.13',
        currency: 'USD',
      },
      description: 'gpt-9-codex, input',
      workspace: 'proj_coding',
    });
  });

  it('reads a line that is not kept apart', () => {
    const bare = costResult({
      amount: { value: 0.07, currency: 'usd' },
      line_item: null,
      project_id: null,
    });
    const line = parseCost(JSON.stringify(bare));
    expect(line).toMatchObject({ description: null, workspace: null });
    expect(line.type === 'cost' && toMicros(line.amount.exact)).toBe(70_000);
  });

  it.each([
    [costResult({ amount: { value: 1.5e-7 } }), '0.00000015'],
    [costResult({ amount: { value: '-2.50', currency: 'usd' } }), '-2.5'],
    [costResult({ a_new_field: 7 }), '0.13'],
  ])('reads %j', (result, exact) => {
    expect(parseCost(JSON.stringify(result))).toMatchObject({
      amount: { exact },
    });
  });

  it.each([
    [costResult({ amount: { value: 'much' } }), /amount.value/],
    [costResult({ amount: null }), /amount/],
    [costResult({ project_id: 7 }), /project_id/],
    [7, /the cost/],
  ])('keeps what it cannot read in %j', (result, reason) => {
    expect(parseCost(JSON.stringify(result))).toEqual({
      type: 'unreadable',
      raw: expect.any(String),
      reason: expect.stringMatching(reason),
    });
  });

  it('never loses a digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        fc.stringMatching(/^\d{1,20}$/),
        (whole, decimals) => {
          const text = JSON.stringify(
            costResult({ amount: { value: 'HERE' } }),
          ).replace('"HERE"', `${whole}.${decimals}`);
          const line = parseCost(text);
          const exact = line.type === 'cost' ? line.amount.exact : '';
          const [dollars, rest = ''] = exact.split('.');
          expect(BigInt(dollars + rest.padEnd(20, '0'))).toBe(
            BigInt(whole + decimals.padEnd(20, '0')),
          );
        },
      ),
    );
  });
});

describe('parseUsageResult', () => {
  it('takes what is cached out of the input that holds it', () => {
    expect(parseUsageResult(usageResult())).toEqual({
      type: 'use',
      userId: 'user-ada',
      project: 'proj_coding',
      model: 'gpt-9-codex',
      tokensIn: 500,
      tokensCacheRead: 1200,
      tokensCacheWrite: 300,
      tokensOut: 700,
      tokens: 2700,
    });
  });

  it.each([
    [{ user_id: null, model: null, project_id: null }, { userId: null }],
    [
      { input_cached_tokens: null, input_cache_write_tokens: undefined },
      { tokensIn: 2000, tokensCacheRead: null },
    ],
    [
      { input_tokens: undefined, input_cached_tokens: 3 },
      { tokensIn: null, tokens: 700 },
    ],
    [{ output_tokens: null }, { tokensOut: null, tokens: 2000 }],
    [{ model: 7, a_new_field: 1 }, { model: null }],
  ])('makes up nothing of %j', (changes, use) => {
    expect(parseUsageResult(usageResult(changes))).toMatchObject(use);
  });

  it.each([
    [usageResult({ input_tokens: 'many' }), /input_tokens/],
    [usageResult({ output_tokens: -1 }), /output_tokens/],
    [usageResult({ input_tokens: 3 }), /More input is cached/],
    [usageResult({ user_id: 7 }), /user_id/],
    ['use', /the usage/],
  ])('keeps what it cannot read in %j', (result, reason) => {
    expect(parseUsageResult(result)).toEqual({
      type: 'unreadable',
      raw: JSON.stringify(result),
      reason: expect.stringMatching(reason),
    });
  });
});
