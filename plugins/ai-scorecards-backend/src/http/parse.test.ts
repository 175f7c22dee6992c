import {
  backfillRequestSchema,
  policyQuerySchema,
  trendsQuerySchema,
} from 'backstage-plugin-ai-scorecards-common';
import { parse } from './parse';

describe('parse', () => {
  it('names every field at fault in one sentence', () => {
    expect(() =>
      parse(trendsQuerySchema, { metric: 'loc', from: '2026-02-30' }),
    ).toThrow(/metric is not valid: .*; from must be a day such as 2026-11-22/);
    expect(() => parse(policyQuerySchema, { team: 'atlas', tool: '' })).toThrow(
      /team must be a full entity ref.*; tool must name a tool/,
    );
    expect(() => parse(backfillRequestSchema, undefined)).toThrow(/the body/);
  });

  it('returns what the schema makes of the value', () => {
    expect(parse(trendsQuerySchema, { metric: 'cost' })).toEqual({
      metric: 'cost',
      grain: 'week',
    });
  });
});
