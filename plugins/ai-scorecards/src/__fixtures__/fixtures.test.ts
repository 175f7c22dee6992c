import {
  identitiesResponseSchema,
  ingestionStatusSchema,
  meSchema,
  policyAnswerSchema,
  reconciliationResponseSchema,
  scorecardSchema,
  toolsResponseSchema,
  trendsResponseSchema,
} from 'backstage-plugin-ai-scorecards-common';
import * as fixtures from '.';

/** Views are only worth testing on answers that the backend could give. */
describe('the fixtures keep the contract', () => {
  it.each([
    ['scorecard', scorecardSchema, fixtures.scorecard],
    ...Object.entries(fixtures.notices).map(
      ([name, value]) => [name, scorecardSchema, value] as const,
    ),
    ['adoption', trendsResponseSchema, fixtures.activeDevelopers],
    ['cost', trendsResponseSchema, fixtures.costPerActiveDeveloper],
    ['tools', toolsResponseSchema, { items: fixtures.tools }],
    ['policy', policyAnswerSchema, fixtures.policyAnswer({ tool: 'x' })],
    ['me', meSchema, fixtures.me],
    ['nobody', meSchema, fixtures.nobody],
    ['status', ingestionStatusSchema, fixtures.ingestionStatus],
    ['day one', ingestionStatusSchema, fixtures.dayOneStatus],
    [
      'identities',
      identitiesResponseSchema,
      { items: fixtures.identities, nextCursor: null },
    ],
    [
      'reconciliation',
      reconciliationResponseSchema,
      { items: fixtures.reconciliation },
    ],
  ] as const)('%s', (_, schema, value) => {
    expect(schema.parse(value)).toEqual(value);
  });

  it('reconciles to the micro-unit', () => {
    for (const line of fixtures.reconciliation) {
      const buckets = line.buckets.reduce((sum, b) => sum + b.micros, 0);
      expect((line.teamsMicros ?? 0) + buckets).toBe(line.totalMicros ?? 0);
    }
  });
});
