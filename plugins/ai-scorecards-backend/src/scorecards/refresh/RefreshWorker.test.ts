import { mockServices } from '@backstage/backend-test-utils';
import { daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { StalePeriods } from '../../database';
import { TeamPeriods } from '../store';
import {
  derivedRows,
  FIRST,
  LAST,
  seedWorld,
  sources,
  TODAY,
  worldConfig,
  worlds,
} from './__testUtils__/world';
import { createRefreshWorker } from './createRefreshWorker';

function workerOf(knex: Knex, minimum: number, time = '05:00:00') {
  return createRefreshWorker({
    knex,
    config: worldConfig(minimum),
    clock: fixedClock(`${TODAY}T${time}Z`),
    logger: mockServices.logger.mock(),
    scheduler: mockServices.scheduler.mock(),
    sources: () => sources,
    outcomeSources: () => [],
  });
}

const days = daysFromTo(FIRST, LAST);

describeOnEachDatabase('RefreshWorker', init => {
  it('works out equal rows whatever the order in which days become stale', async () => {
    const knex = await init();
    const stale = new StalePeriods(knex);
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.shuffledSubarray(days, { minLength: days.length }),
        fc.integer({ min: 1, max: 5 }),
        async (world, order, pieces) => {
          await seedWorld(knex, world);
          await stale.mark(knex, 'day', days);
          await workerOf(knex, 2).runUntilIdle();
          const atOnce = await derivedRows(knex);
          expect(atOnce.stale_periods).toEqual([]);

          await seedWorld(knex, world);
          const size = Math.ceil(order.length / pieces);
          for (let at = 0; at < order.length; at += size) {
            await stale.mark(knex, 'day', order.slice(at, at + size));
            await workerOf(knex, 2).runUntilIdle();
          }
          expect(await derivedRows(knex)).toEqual(atOnce);
        },
      ),
      { numRuns: process.env.FULL ? 8 : 2, endOnFailure: true },
    );
  }, 120_000);

  it('works out the days around one that fails', async () => {
    const knex = await init();
    const stale = new StalePeriods(knex);
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 3 });
    await seedWorld(knex, world);
    await stale.mark(knex, 'day', days);
    const write = TeamPeriods.prototype.replace;
    const replace = jest
      .spyOn(TeamPeriods.prototype, 'replace')
      .mockImplementation(async function failing(this: TeamPeriods, ...args) {
        if (args[2] === days[3]) throw new Error('The disk is full');
        return write.apply(this, args);
      });
    await workerOf(knex, 2).runUntilIdle();
    replace.mockRestore();
    expect((await stale.list('day', 99)).map(({ period }) => period)).toEqual([
      days[3],
    ]);
    await workerOf(knex, 2).runUntilIdle();
    expect(await stale.count()).toBe(0);
  });

  it('leaves snapshots as they are, with the time they were made, when nothing changed', async () => {
    const knex = await init();
    const stale = new StalePeriods(knex);
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 3 });
    await seedWorld(knex, world);
    await stale.mark(knex, 'day', days);
    await workerOf(knex, 2).runUntilIdle();
    const made = await knex('scorecards')
      .select()
      .orderBy(['week', 'group_id']);
    expect(made).not.toEqual([]);

    await stale.mark(knex, 'day', days);
    await workerOf(knex, 2, '17:00:00').runUntilIdle();
    expect(
      await knex('scorecards').select().orderBy(['week', 'group_id']),
    ).toEqual(made);
  });
});
