import {
  identitiesResponseSchema,
  checkStateSchema,
  checklistSchema,
  checksResponseSchema,
  dryRunResponseSchema,
  ingestionStatusSchema,
  meSchema,
  policyAnswerSchema,
  reconciliationResponseSchema,
  scorecardSchema,
  teamChecklistSchema,
  teamOutcomesSchema,
  teamPracticesSchema,
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
    ['practices', teamPracticesSchema, fixtures.practices],
    ['not assessed', teamPracticesSchema, fixtures.notAssessed],
    ['level unknown', teamPracticesSchema, fixtures.levelUnknown],
    ['checks', checksResponseSchema, fixtures.checks],
    ['dry run', dryRunResponseSchema, fixtures.dryRun],
    ['checklist', checklistSchema, fixtures.checklist],
    ['not adopted', teamChecklistSchema, fixtures.notAdopted],
    ['adopted as is', teamChecklistSchema, fixtures.adoptedAsIs],
    ['adapted', teamChecklistSchema, fixtures.adapted],
    ['outcomes', teamOutcomesSchema, fixtures.outcomes],
    ['explained', teamOutcomesSchema, fixtures.explained],
    ['band alone', teamOutcomesSchema, fixtures.bandAlone],
    ['no outcomes', teamOutcomesSchema, fixtures.noOutcomes],
    [
      'identities',
      identitiesResponseSchema,
      { items: fixtures.identities, nextCursor: null },
    ],
    [
      'reconciliation',
      reconciliationResponseSchema,
      {
        items: fixtures.reconciliation,
        commitments: fixtures.commitments,
        open: fixtures.openMonths,
      },
    ],
  ] as const)('%s', (_, schema, value) => {
    expect(schema.parse(value)).toEqual(value);
  });

  it('shows a check in every state that there is', () => {
    expect(
      new Set(fixtures.practices.results.map(({ state }) => state)),
    ).toEqual(new Set(checkStateSchema.options));
  });

  it('reconciles to the micro-unit', () => {
    for (const line of fixtures.reconciliation) {
      const buckets = line.buckets.reduce((sum, b) => sum + b.micros, 0);
      expect((line.teamsMicros ?? 0) + buckets).toBe(line.totalMicros ?? 0);
    }
  });
});
