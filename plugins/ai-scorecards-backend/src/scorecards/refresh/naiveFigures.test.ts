import { mockServices } from '@backstage/backend-test-utils';
import {
  addDays,
  daysFromTo,
  daysOfMonth,
  PublishedWeek,
} from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { MoneyStore } from '../../cost/MoneyStore';
import { StalePeriods } from '../../database';
import { TeamPeriods } from '../store';
import { Naive } from './__testUtils__/naive';
import {
  FIRST,
  LAST,
  seedWorld,
  sources,
  TODAY,
  worldConfig,
  worlds,
} from './__testUtils__/world';
import { createRefreshWorker } from './createRefreshWorker';

const TEAMS = [1, 2, 3, 5, 6, 7];
const WEEKS = ['2026-10-05', '2026-10-12', '2026-10-19', '2026-11-02'];
const YESTERDAY = addDays(TODAY, -1);

/** For comparisons that not every random world has. */
function isSame(actual: unknown, wanted: unknown) {
  expect(actual).toEqual(wanted);
}

function isClose(actual: number, wanted: number) {
  expect(actual).toBeCloseTo(wanted, 6);
}

describeOnEachDatabase('What is published of everybody', init => {
  it('equals the definitions, worked out person by person and day by day', async () => {
    const knex = await init();
    const compared = { rates: 0, tiers: 0, costs: 0 };
    await fc.assert(
      fc.asyncProperty(worlds, async world => {
        await seedWorld(knex, world);
        await new StalePeriods(knex).mark(knex, 'day', daysFromTo(FIRST, LAST));
        await createRefreshWorker({
          knex,
          config: worldConfig(1),
          clock: fixedClock(`${TODAY}T05:00:00Z`),
          logger: mockServices.logger.mock(),
          scheduler: mockServices.scheduler.mock(),
          sources: () => sources,
          outcomeSources: () => [],
        }).runUntilIdle();

        const naive = new Naive(world);
        const periods = new TeamPeriods({ knex, minimumSize: 1 });
        const isWhole = (
          each: { shown: boolean; leftOut: number; countedInEach: boolean },
          isBelowShown: boolean,
        ) =>
          each.shown &&
          each.leftOut === 0 &&
          !each.countedInEach &&
          isBelowShown;

        for (const week of WEEKS) {
          const days = daysFromTo(week, addDays(week, 6));
          const window = daysFromTo(addDays(week, -21), addDays(week, 6));
          const rows = await periods.ofAll<'week'>('week', week, week, {
            anyTool: true,
          });
          const of = (team: number) =>
            rows.get(team)?.[0].published as PublishedWeek | undefined;
          for (const team of TEAMS) {
            const published = of(team);
            const { licensed, roster } = naive.rates(team, days);
            const below = naive.teamsBelow(team, days).map(of);
            for (const [rate, expected] of [
              [published?.licensed, licensed],
              [published?.roster, roster],
            ] as const) {
              const isBelowShown = below.every(
                each =>
                  !each ||
                  (rate === published?.licensed ? each.licensed : each.roster)
                    .shown,
              );
              // Who stands in a team and below it on other days is in the sum of those below, with their days there.
              if (
                rate &&
                isWhole(rate, isBelowShown) &&
                !naive.isNested(team, days)
              ) {
                compared.rates += 1;
                isSame([rate.people, rate.active], expected);
              } else if (!published) {
                isSame(expected, [0, 0]);
              }
            }
            const tiers = published?.window.tiers;
            const isBelowShown = naive
              .teamsBelow(team, window)
              .map(of)
              .every(each => !each || each.window.tiers.shown);
            if (
              tiers &&
              isWhole(tiers, isBelowShown) &&
              !naive.isNested(team, window)
            ) {
              compared.tiers += 1;
              const expected = naive.tiers(team, window);
              isSame(
                tiers.people,
                Object.values(expected).reduce((sum, n) => sum + n, 0),
              );
              for (const part of tiers.parts) {
                if (part.ids.length === 1 && below.length === 0) {
                  isSame(part.people, expected[part.ids[0]]);
                }
              }
            }
          }
        }

        for (const month of ['2026-10', '2026-11']) {
          const rows = await periods.ofAll<'month'>(
            'month',
            `${month}-01`,
            `${month}-01`,
            { anyTool: true },
          );
          const days = daysOfMonth(month);
          for (const team of TEAMS) {
            const developers = rows.get(team)?.[0].published.developers;
            const isBelowShown = naive
              .teamsBelow(team, days)
              .map(each => rows.get(each)?.[0].published)
              .every(each => !each || each.developers !== null);
            if (
              !naive.isNested(team, days) &&
              developers &&
              developers.population.leftOut === 0 &&
              isBelowShown
            ) {
              compared.costs += 1;
              isSame(
                developers.costMicros,
                naive.developerCost(team, month, YESTERDAY),
              );
              isClose(
                (developers.units / developers.unitsPerMonth) * days.length,
                naive.developerDaysShared(team, days),
              );
            }
          }
          const placed = naive.placed(month, YESTERDAY);
          const stored =
            (await new MoneyStore(knex).months(month)).get(month) ?? [];
          for (const tool of [1, 2, 3]) {
            for (const kind of ['seat', 'usage', 'value']) {
              const mine = stored.filter(
                row => row.toolId === tool && row.kind === kind,
              );
              const theirs = placed.filter(
                entry => entry.tool === tool && entry.kind === kind,
              );
              const sum = (list: { micros: number }[]) =>
                list.reduce((total, { micros }) => total + micros, 0);
              expect(sum(mine)).toBe(sum(theirs));
              for (const bucket of ['unresolved', 'service-accounts']) {
                expect(sum(mine.filter(row => row.bucket === bucket))).toBe(
                  sum(theirs.filter(entry => entry.bucket === bucket)),
                );
              }
              expect(
                sum(
                  mine.filter(row => ['', 'small-groups'].includes(row.bucket)),
                ),
              ).toBe(sum(theirs.filter(entry => entry.team !== undefined)));
            }
          }
        }
      }),
      // Seeded, so that every kind of figure occurs in these worlds.
      { numRuns: 10, seed: 20261127 },
    );
    expect(Math.min(...Object.values(compared))).toBeGreaterThan(0);
  }, 240_000);
});
