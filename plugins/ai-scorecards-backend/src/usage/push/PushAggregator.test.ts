import fc from 'fast-check';
import type { UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { dump } from '../__testUtils__/harness';
import { usageRecord } from '../__testUtils__/records';
import { dayState } from '../dayState';
import { createPushHarness } from './__testUtils__/pushes';
import { PUSH_SETTLE_DAYS, ROWS_DOOR } from './pushedSource';
import { PushStore } from './PushStore';

const TOOL = 'resource:default/windsurf';
const RULE = {
  kind: 'usage',
  settleDays: PUSH_SETTLE_DAYS,
  pushed: true,
} as const;

const row = (parts: Partial<UsageRecord>, id?: string) => ({
  tool: TOOL,
  record: usageRecord({ day: '2026-11-20', ...parts }),
  ...(id !== undefined && { id }),
});

const file = (name: string) => ({ name, others: [] });

describeOnEachDatabase('PushAggregator', init => {
  it('makes facts of what was pushed, each row once and the last word of an id', async () => {
    const { knex, intake, aggregator } = createPushHarness(await init());
    const one = row({ counters: { sessions: 2 } });
    expect(await intake.rows(ROWS_DOOR, [one, one])).toMatchObject({
      fresh: 1,
      duplicates: 1,
    });
    expect(await intake.rows(ROWS_DOOR, [one])).toMatchObject({
      fresh: 0,
      duplicates: 1,
    });
    const run = (sessions: number) => row({ counters: { sessions } }, 'run');
    await intake.rows(ROWS_DOOR, [run(5)]);
    expect(await intake.rows(ROWS_DOOR, [run(7), run(7)])).toMatchObject({
      fresh: 1,
      duplicates: 1,
    });
    await aggregator.run();
    const { facts } = await dump(knex);
    expect(facts).toEqual([
      expect.objectContaining({
        account: 'ada@example.com',
        key: `push:${TOOL}`,
      }),
    ]);
    expect(Number(facts[0].sessions)).toBe(9);
  });

  it('closes days as observed, those without any row too, and opens one that more comes for', async () => {
    const { knex, clock, intake, aggregator, ledger, sources } =
      createPushHarness(await init());
    await intake.rows(ROWS_DOOR, [
      row({ day: '2026-11-17', counters: { sessions: 1 } }),
      row({ day: '2026-11-22', counters: { sessions: 1 } }),
    ]);
    await aggregator.run();
    const source = await sources.byKey(`push:${TOOL}`);
    const states = async () => {
      const entries = await ledger.entries(source?.id ?? 0);
      return [...entries.values()].map(
        entry => `${entry.day} ${dayState(entry, RULE)} ${entry.rows}`,
      );
    };
    expect(await states()).toEqual([
      '2026-11-17 observed 1',
      '2026-11-18 observed 0',
      '2026-11-19 observed 0',
      '2026-11-20 observed 0',
      '2026-11-22 may-change 1',
    ]);
    clock.at = '2026-11-25T00:00:00.000Z';
    await intake.rows(ROWS_DOOR, [
      row({ day: '2026-11-18', counters: { sessions: 4 } }),
    ]);
    await aggregator.run();
    expect(await states()).toEqual([
      '2026-11-17 observed 1',
      '2026-11-18 observed 1',
      '2026-11-19 observed 0',
      '2026-11-20 observed 0',
      '2026-11-21 observed 0',
      '2026-11-22 observed 1',
    ]);
    expect(await aggregator.run()).toBe(0);
    const { facts } = await dump(knex);
    expect(facts.map((fact: { day: string }) => fact.day)).toEqual([
      '2026-11-17',
      '2026-11-18',
      '2026-11-22',
    ]);
  });

  it('adds up a day in spite of rows that come to more than can be counted', async () => {
    const { knex, intake, aggregator, ledger, sources } = createPushHarness(
      await init(),
    );
    await intake.rows(ROWS_DOOR, [
      row({ counters: { sessions: 2 ** 31 - 1, commits: 1 } }),
      row({ counters: { sessions: 2 ** 31 - 2, commits: 2 } }),
      row({ day: '2026-11-17', counters: { sessions: 1 } }),
    ]);
    await aggregator.run();
    const { facts } = await dump(knex);
    expect(facts).toEqual([
      expect.objectContaining({ day: '2026-11-17' }),
      expect.objectContaining({ day: '2026-11-20', sessions: null }),
    ]);
    expect(Number(facts[1].commits)).toBe(3);
    const source = await sources.byKey(`push:${TOOL}`);
    expect((await ledger.entries(source!.id)).get('2026-11-20')).toMatchObject({
      state: 'fetched',
      rows: 2,
      unreadable: 1,
      error: null,
    });
    expect(await aggregator.run()).toBe(0);
  });

  it('adds up the others when a day fails, and tries that one again', async () => {
    const collected = jest.fn();
    const { knex, intake, store, sources, aggregator } = createPushHarness(
      await init(),
      undefined,
      collected,
    );
    const records = jest.spyOn(store, 'records');
    const read = PushStore.prototype.records.bind(store);
    records.mockImplementation((id, day, currency) => {
      if (day === '2026-11-20') throw new RangeError('ada@example.com');
      return read(id, day, currency);
    });
    await intake.rows(ROWS_DOOR, [
      row({ day: '2026-11-21', counters: { sessions: 1 } }),
      row({ day: '2026-11-20', counters: { sessions: 1 } }),
      row({ day: '2026-11-19', counters: { sessions: 1 } }),
    ]);
    const days = async () => {
      const { facts } = await dump(knex);
      return facts.map((fact: { day: string }) => fact.day);
    };
    const error = async () =>
      (await sources.byKey(`push:${TOOL}`))?.lastError ?? null;
    await aggregator.run();
    expect(await days()).toEqual(['2026-11-19', '2026-11-21']);
    expect(collected).toHaveBeenCalledTimes(1);
    expect(await error()).toBe(
      '2026-11-20 could not be added up: an unforeseen RangeError',
    );
    records.mockRestore();
    await aggregator.run();
    expect(await days()).toEqual(['2026-11-19', '2026-11-20', '2026-11-21']);
    expect(await error()).toBeNull();
  });

  it('takes away what a file holds no more', async () => {
    const { knex, intake, aggregator } = createPushHarness(await init());
    const line = (sessions: number) => row({ counters: { sessions } });
    await intake.rows(ROWS_DOOR, [line(1), line(1), line(4)], file('a.csv'));
    await intake.rows(ROWS_DOOR, [line(1)], file('b.csv'));
    await aggregator.run();
    const sessions = async () => {
      const { facts } = await dump(knex);
      return facts.map((fact: { sessions: number }) => Number(fact.sessions));
    };
    expect(await sessions()).toEqual([7]);
    await intake.rows(ROWS_DOOR, [line(4)], file('a.csv'));
    await aggregator.run();
    expect(await sessions()).toEqual([5]);
  });

  it('ends with the same facts however rows come', async () => {
    const rows = fc.array(
      fc
        .record({
          day: fc.constantFrom('2026-11-19', '2026-11-20'),
          account: fc.constantFrom('ada@example.com', 'bo@example.com'),
          sessions: fc.nat(3),
          exact: fc.constantFrom('0.1', '0.0000005', '1.2345678'),
        })
        .map(({ day, account, sessions, exact }) =>
          row({
            day,
            account: { kind: 'email', key: account, email: account },
            counters: { sessions },
            amounts: [
              { kind: 'value', source: 'estimate', exact, currency: 'USD' },
            ],
          }),
        ),
      { minLength: 1, maxLength: 12 },
    );
    const orders = rows.chain(list =>
      fc.record({
        list: fc.constant(list),
        again: fc.shuffledSubarray([...list, ...list], {
          minLength: list.length * 2,
        }),
      }),
    );
    const first = createPushHarness(await init());
    const second = createPushHarness(await init());
    await fc.assert(
      fc.asyncProperty(orders, async ({ list, again }) => {
        for (const { knex } of [first, second]) {
          for (const table of [
            'usage_facts',
            'ledger',
            'pushed_rows',
            'pushed_days',
          ]) {
            await knex(table).delete();
          }
        }
        await first.intake.rows(ROWS_DOOR, list);
        await first.aggregator.run();
        for (const each of again) {
          await second.intake.rows(ROWS_DOOR, [each]);
          await second.aggregator.run();
        }
        expect(await dump(second.knex)).toEqual(await dump(first.knex));
      }),
      { numRuns: 6 },
    );
  });
});
