import fc from 'fast-check';
import { TestDatabases } from '@backstage/backend-test-utils';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import {
  SeatRecord,
  Source,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { dayText, isPostgres, migrate } from '../database';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { aggregateDay } from './aggregateDay';
import {
  answer,
  costSource,
  createHarness,
  dump,
  seatRecord,
  seatSource,
  usageSource,
} from './__testUtils__/harness';
import { streamOf, usageRecord } from './__testUtils__/records';

jest.setTimeout(120_000);

const signal = () => new AbortController().signal;

function row(day: string, who: number, sessions: number): UsageRecord {
  return usageRecord({
    day,
    account: { key: `p${who}`, kind: 'login', login: `p${who}` },
    counters: { sessions },
    models: [{ model: `m${who % 2}`, tokensIn: sessions }],
    amounts: [
      {
        kind: 'usage',
        source: 'estimate',
        exact: `${sessions}e-7`,
        currency: 'USD',
      },
    ],
  });
}

/** A world whose answers never change: usage with an unreadable row now and then, seats and a bill. */
function sources(): Source[] {
  const people = [1, 2, 3, 4, 5];
  return [
    usageSource(async day =>
      day.endsWith('7')
        ? { state: 'empty', reason: '204' }
        : answer<UsageRecord>([
            ...people.map(who => row(day, who, who * Number(day.slice(-2)))),
            ...Array.from({ length: 100 }, () => row(day, 6, 1)),
            ...(day.endsWith('6')
              ? [{ type: 'unreadable' as const, raw: '{', reason: 'cut off' }]
              : []),
          ]),
    ),
    seatSource(async () =>
      answer<SeatRecord>(
        people.map(who => seatRecord(`p${who}`, '2026-01-05')),
      ),
    ),
    costSource(async day =>
      answer(
        people.map(who => ({
          type: 'cost' as const,
          day,
          amount: {
            kind: 'usage' as const,
            source: 'invoice' as const,
            exact: `${who}.0000005`,
            currency: 'USD',
          },
          description: `p${who}`,
          workspace: null,
        })),
      ),
    ),
  ];
}

async function collectAll(knex: Knex): Promise<void> {
  const { collector } = createHarness(knex);
  for (const source of sources()) await collector.collect(source, signal());
}

/** Fails one statement of all that follow, as a process that dies at it would leave the database. */
function dieAt(
  knex: Knex,
  statement: number,
): { statements: () => number; stop: () => void } {
  let count = 0;
  const listener = () => {
    count += 1;
    if (count === statement) throw new Error('killed');
  };
  knex.on('query', listener);
  return {
    statements: () => count,
    stop: () => knex.removeListener('query', listener),
  };
}

/** What the database does about a process that is gone: an open transaction is rolled back. */
async function hangUp(knex: Knex): Promise<void> {
  if (isPostgres(knex)) {
    await knex.destroy();
    knex.initialize();
    return;
  }
  const connection: { inTransaction: boolean } =
    await knex.client.acquireConnection();
  const isOpen = connection.inTransaction;
  await knex.client.releaseConnection(connection);
  if (isOpen) await knex.raw('rollback');
}

describeOnEachDatabase('A collection that is killed', (init, engine) => {
  it('leaves equal rows when it goes on, at whatever statement it died', async () => {
    const whole = await init();
    const watch = dieAt(whole, Infinity);
    await collectAll(whole);
    watch.stop();
    const expected = await dump(whole);
    expect(expected.facts).toHaveLength(24);
    expect(expected.seats).toHaveLength(5);
    expect(expected.lines).toHaveLength(25);
    const points = fc.sample(fc.integer({ min: 1, max: watch.statements() }), {
      numRuns: engine === 'SQLITE_3' ? 25 : 6,
      seed: 2,
    });
    for (const point of points) {
      const knex = await init();
      const killer = dieAt(knex, point);
      await expect(collectAll(knex)).rejects.toThrow('killed');
      killer.stop();
      await hangUp(knex);
      await collectAll(knex);
      expect(await dump(knex)).toEqual(expected);
    }
  });

  it('has marked every day whose facts it stored, so that none is forgotten', async () => {
    const knex = await init();
    const killer = dieAt(knex, 60);
    await expect(collectAll(knex)).rejects.toThrow('killed');
    killer.stop();
    await hangUp(knex);
    const days: { day: string }[] = await knex('usage_facts').distinct(
      dayText(knex, 'day', 'day'),
    );
    const stale: { period: string }[] = await knex('stale_periods').where({
      grain: 'day',
    });
    expect(days.length).toBeGreaterThan(0);
    expect(stale.map(({ period }) => period)).toEqual(
      expect.arrayContaining(days.map(({ day }) => day)),
    );
  });
});

describe('Facts', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3'],
    disableDocker: true,
  });

  it('are equal whatever the order of days, restatements and repetitions', async () => {
    const offset = fc.nat(3);
    const version = fc.array(fc.tuple(fc.nat(4), fc.nat(20)), {
      minLength: 1,
      maxLength: 8,
    });
    // Steps in the order of time; of each day the last one is what the vendor says in the end.
    const steps = fc.array(fc.tuple(offset, version), {
      minLength: 1,
      maxLength: 10,
    });
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.infiniteStream(fc.nat(1000)),
        async (history, dice) => {
          const final = new Map(history);
          const restated = await stateAfter(history);
          // The same ends by another way: only what was said last, days in another order, rows too, some days twice.
          const shuffled = [...final]
            .map(
              ([day, rows]) =>
                [day, [...rows].reverse()] as [number, [number, number][]],
            )
            .sort(() => dice.next().value - 500);
          expect(
            await stateAfter([...shuffled, ...shuffled.slice(0, 2)]),
          ).toEqual(restated);
        },
      ),
      { numRuns: 15 },
    );
  });

  async function stateAfter(history: readonly [number, [number, number][]][]) {
    const knex = await databases.init('SQLITE_3');
    await migrate(knex);
    const { recorder, sources: store } = createHarness(knex);
    const stored = await store.register(usageSource(async () => answer([])));
    const origin = {
      kind: 'usage' as const,
      settleDays: 3,
      stored,
      namespace: 'github',
    };
    const at = {
      now: new Date('2026-03-20T00:00:00Z'),
      machine: new Date('2026-03-20T00:00:00Z'),
    };
    for (const [offset, rows] of history) {
      const day = addDays('2026-03-02', offset);
      const records = rows.map(([who, sessions]) => row(day, who, sessions));
      await recorder.usage(
        origin,
        day,
        at,
        await aggregateDay(streamOf(records), { day, currency: 'USD' }),
      );
    }
    const state = await dump(knex);
    await knex.destroy();
    return state;
  }
});
