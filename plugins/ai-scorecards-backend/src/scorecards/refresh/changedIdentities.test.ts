import { mockServices } from '@backstage/backend-test-utils';
import { daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { StalePeriods } from '../../database';
import { IdentityChange, IdentityStore } from '../../identities';
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

const days = daysFromTo(FIRST, LAST);
const clock = fixedClock(`${TODAY}T05:00:00Z`);

const workOut = (knex: Knex) =>
  createRefreshWorker({
    knex,
    config: worldConfig(2),
    clock,
    logger: mockServices.logger.mock(),
    scheduler: mockServices.scheduler.mock(),
    sources: () => sources,
    outcomeSources: () => [],
  }).runUntilIdle();

/** Everything worked out, and how often what. */
async function settled(knex: Knex, world: World): Promise<void> {
  await seedWorld(knex, world);
  await new StalePeriods(knex).mark(knex, 'day', days);
  await workOut(knex);
}

/** Decides, and returns what was marked, as `grain period`. */
async function decide(knex: Knex, change: IdentityChange): Promise<string[]> {
  const identities = new IdentityStore(knex, clock);
  const verdict = { ...change.after, method: null, leftOn: null };
  await identities.decide(knex, [verdict]);
  await identities.markChanged(knex, [change]);
  const rows: { grain: string; period: string }[] = await knex(
    'stale_periods',
  ).orderBy(['grain', 'period']);
  return rows.map(({ grain, period }) => `${grain} ${period}`);
}

describeOnEachDatabase('an account that is somebody else', init => {
  it('ends with the rows of everything worked out again', async () => {
    const knex = await init();
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.nat(17),
        fc.constantFrom(
          'person' as const,
          'left' as const,
          'unresolved' as const,
          'service-account' as const,
        ),
        fc.option(fc.nat(13)),
        async (world, account, state, person) => {
          await settled(knex, world);
          const before = world.identities[account % world.identities.length];
          const known =
            state === 'person' || person !== null
              ? 1 + ((person ?? 0) % world.people)
              : null;
          const isHuman = state === 'person' || state === 'left';
          const personId = isHuman ? known : null;
          await decide(knex, {
            before,
            after: { id: before.id, state, personId },
          });
          await workOut(knex);
          const narrow = await derivedRows(knex);
          await new StalePeriods(knex).mark(knex, 'day', days);
          await workOut(knex);
          expect(narrow).toEqual(await derivedRows(knex));
        },
      ),
      { numRuns: process.env.FULL ? 12 : 3, endOnFailure: true },
    );
  }, 240_000);

  it('touches only what it must', async () => {
    const knex = await init();
    const [drawn] = fc.sample(worlds, { numRuns: 1, seed: 7 });
    const fact = {
      toolId: 2,
      active: true,
      usage: 1_000_000,
      value: 1_000_000,
      credits: null,
    };
    const world: World = {
      ...drawn,
      identities: [{ id: 1, state: 'unresolved', personId: null }],
      seats: [],
      facts: [
        { ...fact, identityId: 1, day: '2026-10-01' },
        { ...fact, identityId: 1, day: '2026-10-07' },
      ],
    };
    await settled(knex, world);
    const nobody = { id: 1, state: 'unresolved', personId: null } as const;
    const machine = { ...nobody, state: 'service-account' } as const;
    const ada = { id: 1, state: 'person', personId: 1 } as const;
    const left = { ...ada, state: 'left' } as const;
    const month = 'month 2026-10-01';
    const cards = [
      'card 2026-09-28',
      'card 2026-10-05',
      'card 2026-10-12',
      'card 2026-10-19',
      'card 2026-10-26',
    ];
    for (const [before, after, marked] of [
      [nobody, nobody, []],
      [nobody, machine, [...cards, month]],
      [machine, ada, ['day 2026-10-01', 'day 2026-10-07']],
      [ada, ada, []],
      [ada, left, [month]],
      [left, { ...left, personId: 2 }, ['day 2026-10-01', 'day 2026-10-07']],
    ] as const) {
      expect([before, after, await decide(knex, { before, after })]).toEqual([
        before,
        after,
        marked,
      ]);
      await workOut(knex);
    }
  });
});
