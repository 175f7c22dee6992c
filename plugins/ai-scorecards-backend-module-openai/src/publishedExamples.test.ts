import { toMicros } from 'backstage-plugin-ai-scorecards-common';
import { parseJson } from 'backstage-plugin-ai-scorecards-node';
import { costResult, usageResult } from './__testUtils__/rows';
import { COST_NUMBERS_AS_TEXT, parseCostResult } from './costResult';
import { resultsOf } from './dayQuery';
import { parseUsageResult } from './usageResult';

/** Results of our own in the shape of the examples in OpenAI's reference, with the figures that those show. */
describe('the figures that OpenAI publishes', () => {
  const bucket = (result: unknown) => ({
    object: 'bucket',
    start_time: 1730419200,
    end_time: 1730505600,
    results: [result],
  });

  it('of costs: one amount of a UTC day, of nobody', () => {
    const page = parseJson(
      JSON.stringify(
        bucket(
          costResult({
            amount: { value: 0.06, currency: 'usd' },
            line_item: null,
            project_id: null,
          }),
        ),
      ),
      COST_NUMBERS_AS_TEXT,
    );
    const { results, unreadable } = resultsOf(page, '2024-11-01');
    expect(unreadable).toEqual([]);
    const [line] = results.map(each => parseCostResult(each, '2024-11-01'));
    expect(line).toMatchObject({ type: 'cost', day: '2024-11-01' });
    expect(line).not.toHaveProperty('account');
    expect(line.type === 'cost' && toMicros(line.amount.exact)).toBe(60_000);
  });

  it('of completions: input without what the cache gave or took', () => {
    const { results } = resultsOf(
      bucket(
        usageResult({
          input_tokens: 1000,
          input_cached_tokens: 400,
          input_cache_write_tokens: 100,
          input_uncached_tokens: 500,
          output_tokens: 500,
          num_model_requests: 5,
          project_id: null,
          user_id: null,
          model: null,
        }),
      ),
      '2024-11-01',
    );
    expect(results.map(each => parseUsageResult(each))).toEqual([
      {
        type: 'use',
        userId: null,
        project: null,
        model: null,
        tokensIn: 500,
        tokensCacheRead: 400,
        tokensCacheWrite: 100,
        tokensOut: 500,
        tokens: 1500,
      },
    ]);
  });
});
