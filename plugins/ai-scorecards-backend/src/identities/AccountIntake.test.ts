import fc from 'fast-check';
import type { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock } from '../clock';
import { StalePeriods } from '../database';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { AccountIntake } from './AccountIntake';

const NAMESPACE = 'cursor';
const clock: Clock = { now: () => new Date('2026-11-23T12:00:00Z') };

const account = (key: string, vendorId?: string): AccountRef => ({
  key,
  kind: 'login',
  login: key,
  ...(vendorId && { vendorId }),
});

function pieces<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );
}

/** Takes one day after the other, so many accounts at a time. Returns the ids of each day by account. */
async function takeDays(
  knex: Knex,
  days: readonly (readonly AccountRef[])[],
  size: number,
) {
  const intake = new AccountIntake({ clock, stale: new StalePeriods(knex) });
  const found: Map<string, number>[] = [];
  for (const day of days) {
    const ids = new Map<string, number>();
    await knex.transaction(async trx => {
      const identified = intake.identify(
        trx,
        NAMESPACE,
        () => pieces(day, size),
        each => each,
      );
      for await (const piece of identified) {
        for (const { item, id } of piece) ids.set(item.key, id);
      }
    });
    found.push(ids);
  }
  return found;
}

describeOnEachDatabase('AccountIntake', init => {
  it('takes nobody', async () => {
    const knex = await init();
    const intake = new AccountIntake({ clock, stale: new StalePeriods(knex) });
    const taken = knex.transaction(trx => intake.take(trx, NAMESPACE, []));
    expect(await taken).toEqual(new Map());
  });

  it('follows a renamed account, whichever piece it comes in', async () => {
    const knex = await init();
    const [before, after] = await takeDays(
      knex,
      [
        [account('ada', '1'), account('bob', '2'), account('cyd', '3')],
        [account('ada', '1'), account('bob-2', '2'), account('cyd', '3')],
      ],
      1,
    );
    expect(after.get('bob-2')).toBe(before.get('bob'));
    expect(after.get('ada')).toBe(before.get('ada'));
  });

  it('keeps two names apart that come with one id in two pieces', async () => {
    const knex = await init();
    const [before, first, second] = await takeDays(
      knex,
      [
        [account('zoe', '5')],
        [account('ann', '5'), account('zoe', '5')],
        [account('ann', '5'), account('zoe', '5')],
      ],
      1,
    );
    expect(first.get('zoe')).toBe(before.get('zoe'));
    expect(first.get('ann')).not.toBe(first.get('zoe'));
    expect(second).toEqual(first);
  });

  it('does not let a new account take the past of one that comes in a later piece', async () => {
    const knex = await init();
    const [before, after] = await takeDays(
      knex,
      [
        [account('zoe', '5'), account('yan', '6')],
        // One without a word of its id, one with another login besides.
        [
          account('ann', '5'),
          account('bea', '6'),
          { ...account('yan'), login: 'yan-2' },
          account('zoe'),
        ],
      ],
      1,
    );
    expect(after.get('zoe')).toBe(before.get('zoe'));
    expect(new Set(after.values()).size).toBe(4);
  });

  it('gives every account of a day an id of its own, the same in pieces of any size', async () => {
    const knex = await init();
    const oneDay = fc
      .uniqueArray(
        fc.record({
          key: fc.constantFrom('ada', 'bob', 'cyd', 'dan', 'eve'),
          vendorId: fc.option(fc.constantFrom('1', '2', '3'), {
            nil: undefined,
          }),
        }),
        { selector: ({ key }) => key, maxLength: 5 },
      )
      .map(accounts =>
        accounts
          .sort((a, b) => (a.key < b.key ? -1 : 1))
          .map(({ key, vendorId }) => account(key, vendorId)),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(oneDay, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        async (days, size) => {
          const ranked = async (most: number) => {
            await knex('identities').delete();
            const found = await takeDays(knex, days, most);
            for (const [day, ids] of found.entries()) {
              expect(ids.size).toBe(days[day].length);
              expect(new Set(ids.values()).size).toBe(ids.size);
            }
            // Ids themselves go on from one try to the next.
            const least = Math.min(...found.flatMap(ids => [...ids.values()]));
            return found.map(ids =>
              [...ids].map(([key, id]) => [key, id - least]),
            );
          };
          expect((await ranked(size)).map(day => day.sort())).toEqual(
            (await ranked(100)).map(day => day.sort()),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
