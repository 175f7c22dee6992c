import fc from 'fast-check';
import {
  PeriodState,
  PublishedPopulation,
  tierIds,
} from 'backstage-plugin-ai-scorecards-common';
import { packPublished, unpackPublished } from './compact';

const count = fc.nat(100_000);
const micros = fc.option(fc.nat());
const state: fc.Arbitrary<PeriodState> = fc.record(
  {
    state: fc.constantFrom(
      'ok' as const,
      'partial' as const,
      'collecting' as const,
      'no-data' as const,
      'failed' as const,
      'not-connected' as const,
    ),
    days: count,
    daysKnown: count,
    reason: fc.string(),
  },
  { requiredKeys: ['state', 'days', 'daysKnown'] },
);
const population: fc.Arbitrary<PublishedPopulation> = fc.record({
  shown: fc.boolean(),
  people: count,
  leftOut: count,
  countedInEach: fc.boolean(),
  estimated: fc.boolean(),
  assumed: fc.boolean(),
});
const rate = fc
  .tuple(population, count)
  .map(([of, active]) => ({ ...of, active }));
const refs = fc.array(fc.string());

const week = fc
  .tuple(
    state,
    rate,
    rate,
    fc.record({
      tiers: fc
        .tuple(
          population,
          fc.array(
            fc.record({
              ids: fc.array(fc.constantFrom<string>(...tierIds, 'other')),
              people: count,
            }),
          ),
        )
        .map(([of, parts]) => ({ ...of, parts })),
      habitual: rate,
      defaultToolShare: rate,
      sanctionedShare: fc
        .tuple(population, count, count, fc.option(count))
        .map(([of, numerator, denominator, excepted]) => ({
          ...of,
          numerator,
          denominator,
          ...(excepted !== null && { excepted }),
        })),
      period: state,
      habitualPeriod: state,
      abandonedTools: refs,
    }),
  )
  .map(([of, licensed, roster, window]) => ({
    week: '2026-11-16',
    ...of,
    licensed,
    roster,
    window,
  }));

const toolWeek = fc
  .tuple(state, rate, population)
  .map(([of, licensed, users]) => ({
    week: '2026-11-16',
    ...of,
    licensed,
    users,
  }));

const money = { seat: micros, usage: micros, value: micros };
const month = fc
  .tuple(
    state,
    fc.record(
      {
        daysOfMonth: count,
        complete: fc.boolean(),
        population,
        amounts: fc.record(money),
        estimated: fc.boolean(),
        byTool: fc.array(fc.record({ tools: refs, ...money })),
        developers: fc.option(
          fc.record({
            costMicros: count,
            activePeople: count,
            units: count,
            unitsPerMonth: count,
            perActiveMicros: micros,
            state: fc.constantFrom(
              'ok' as const,
              'no-active-people' as const,
              'suppressed' as const,
            ),
            population,
          }),
        ),
        othersMicros: micros,
        idleSeatMicros: micros,
        unitsByTool: fc.array(fc.record({ toolId: count, units: count })),
      },
      {
        requiredKeys: [
          'daysOfMonth',
          'complete',
          'population',
          'amounts',
          'estimated',
          'byTool',
          'developers',
          'othersMicros',
          'idleSeatMicros',
        ],
      },
    ),
  )
  .map(([of, rest]) => ({ month: '2026-11', ...of, ...rest }));

const row = { shown: true, active: 7 };

describe('published figures written down', () => {
  it('are read as they were', () => {
    fc.assert(
      fc.property(fc.oneof(week, toolWeek), published => {
        expect(
          unpackPublished.week(
            { ...row, period: '2026-11-16' },
            packPublished(published),
          ),
        ).toEqual(published);
      }),
    );
    fc.assert(
      fc.property(month, published => {
        expect(
          unpackPublished.month(
            { ...row, period: '2026-11-01' },
            packPublished(published),
          ),
        ).toEqual(published);
      }),
    );
  });

  it.each([undefined, 'Collecting: 0 of 1 day.'])(
    'are of a day what its columns do not say (%p)',
    reason => {
      const day = {
        day: '2026-11-22',
        state: 'collecting' as const,
        ...(reason !== undefined && { reason }),
        ...row,
      };
      expect(
        unpackPublished.day({ ...row, period: day.day }, packPublished(day)),
      ).toEqual(day);
    },
  );

  it.each(['day', 'week', 'month'] as const)(
    'are read by name where an earlier version wrote them: %s',
    grain => {
      const published = { state: 'ok', any: 1 };
      expect(
        unpackPublished[grain](
          { ...row, period: '2026-11-16' },
          JSON.stringify(published),
        ),
      ).toEqual(published);
    },
  );
});
