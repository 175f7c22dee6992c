import { mockServices } from '@backstage/backend-test-utils';
import { daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { StalePeriods } from '../../database';
import { OrgStore } from '../../org';
import { PastWriter } from '../../org/past/PastWriter';
import {
  derivedRows,
  FIRST,
  LAST,
  seedWorld,
  sources,
  TODAY,
  World,
  worldConfig,
  worlds,
} from './__testUtils__/world';
import { createRefreshWorker } from './createRefreshWorker';

type Stay = World['roster'][number];

const days = daysFromTo(FIRST, LAST);

const workOut = (knex: Knex) =>
  createRefreshWorker({
    knex,
    config: worldConfig(2),
    clock: fixedClock(`${TODAY}T05:00:00Z`),
    logger: mockServices.logger.mock(),
    scheduler: mockServices.scheduler.mock(),
    sources: () => sources,
    outcomeSources: () => [],
  }).runUntilIdle();

async function settled(knex: Knex, world: World): Promise<void> {
  await seedWorld(knex, world);
  await knex('roster').update({ origin: 'history' });
  const stale = new StalePeriods(knex);
  await stale.mark(knex, 'day', days);
  await workOut(knex);
  // Seats cost money before anything was collected: rosters can be corrected as far back.
  await stale.markDays(knex, '0001-01-01', '9999-12-31', TODAY);
  await workOut(knex);
}

/** Has the history say something else of who was where, and returns what was marked. */
async function correct(knex: Knex, world: World, roster: readonly Stay[]) {
  const stale = new StalePeriods(knex);
  const refOf = new Map(world.groups.map(({ id, ref }) => [id, ref]));
  await knex.transaction(trx =>
    new PastWriter(new OrgStore(knex), stale).replace(
      trx,
      {
        roster: roster.map(({ personId, groupId, ...stay }) => ({
          ...stay,
          person: `user:default/p${personId}`,
          team: refOf.get(groupId) ?? '',
          origin: 'history',
        })),
        edges: [],
      },
      TODAY,
    ),
  );
  return stale.list('day', 100);
}

/** Somebody's stay in another team, on other days, or as somebody who is counted otherwise. */
function moved(world: World, n: number, groupId: number, day: string): Stay[] {
  const stay = world.roster[n % world.roster.length];
  const others = world.roster.filter(each => each !== stay);
  const isThere = others.some(
    each => each.personId === stay.personId && each.groupId === groupId,
  );
  if (stay.groupId === groupId) {
    return [...others, { ...stay, counted: !stay.counted }];
  }
  if (isThere || day <= stay.from || day >= stay.to) return others;
  return [...others, { ...stay, to: day }, { ...stay, groupId, from: day }];
}

describeOnEachDatabase('a corrected roster', init => {
  it('ends with the rows of everything worked out anew, without a look at facts', async () => {
    const knex = await init();
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.nat(23),
        fc.constantFrom(1, 2, 4, 5, 6, 7),
        fc.constantFrom(...days),
        async (world, n, groupId, day) => {
          const roster = moved(world, n, groupId, day);
          await settled(knex, world);
          const marked = await correct(knex, world, roster);
          expect(marked.filter(({ facts }) => facts)).toEqual([]);
          await workOut(knex);
          const narrow = await derivedRows(knex);

          await settled(knex, { ...world, roster });
          expect(narrow).toEqual(await derivedRows(knex));
        },
      ),
      { numRuns: process.env.FULL ? 20 : 4, endOnFailure: true },
    );
  }, 240_000);
});
