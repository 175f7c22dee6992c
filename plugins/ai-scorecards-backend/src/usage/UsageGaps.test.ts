import { addDays, daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { StalePeriods } from '../database';
import { ToolStore } from '../tools';
import { seatSource, usageSource } from './__testUtils__/harness';
import { ledgerEntry } from './__testUtils__/ledger';
import { LedgerStore } from './LedgerStore';
import { SourceStore } from './SourceStore';
import { UsageGaps } from './UsageGaps';

const TODAY = '2026-11-25';
const source = usageSource(
  async () => ({ state: 'empty', reason: 'Nothing was used.' }),
  {
    title: 'Copilot usage',
    settleDays: 3,
  },
);

const seats = seatSource(async () => {
  throw new Error('Nobody asks for seats here');
});

describeOnEachDatabase('UsageGaps', init => {
  let knex: Knex;
  let stored: SourceStore;
  let ledger: LedgerStore;
  beforeEach(async () => {
    knex = await init();
    const stale = new StalePeriods(knex);
    stored = new SourceStore(knex, new ToolStore(knex, stale), stale);
    ledger = new LedgerStore(knex);
  });

  const gaps = (sources: Source[] = [source], mayMiss = 0) =>
    new UsageGaps({
      stored,
      ledger,
      sources: () => sources,
      backfillDays: 400,
    }).before(TODAY, 28, mayMiss);

  /** Answers of the source from so many days ago to so many days ago. */
  const answered = async (
    from: number,
    to: number,
    more: Partial<Parameters<typeof ledgerEntry>[0]> = {},
  ) => {
    const { id } = await stored.register(source);
    await knex.transaction(async trx => {
      for (const day of daysFromTo(
        addDays(TODAY, -from),
        addDays(TODAY, -to),
      )) {
        await ledger.put(trx, id, ledgerEntry({ day, ...more }));
      }
    });
    return id;
  };

  it('knows nothing of a source before it ran', async () => {
    expect(await gaps()).toEqual([
      {
        sourceId: null,
        toolId: null,
        reason: 'Copilot usage: 0 of 28 days are collected.',
      },
    ]);
    expect(await gaps([])).toEqual([]);
    expect(await gaps([seats])).toEqual([]);
  });

  it('asks for each day that is settled, answered with rows or with nothing', async () => {
    const id = await answered(28, 6);
    expect(await gaps()).toEqual([
      {
        sourceId: id,
        toolId: expect.any(Number),
        reason: 'Copilot usage: 23 of 24 days are collected.',
      },
    ]);
    expect(await gaps([source], 1)).toEqual([]);
    await answered(5, 5, { state: 'no-data' });
    expect(await gaps()).toEqual([]);
    await answered(12, 12, { state: 'failed', fetchedAt: null });
    expect(await gaps()).toHaveLength(1);
  });

  it('asks for no day that the source cannot have', async () => {
    await answered(10, 5);
    const since = { ...source, earliestDay: addDays(TODAY, -10) };
    expect(await gaps([since])).toEqual([]);
    const young = { ...source, earliestDay: addDays(TODAY, -2) };
    expect(await gaps([young])).toEqual([]);
  });

  it('says what is wrong with a source', async () => {
    const id = await answered(28, 20);
    await stored.failed(
      id,
      new Date(`${TODAY}T02:10:00Z`),
      'The key was revoked.',
    );
    expect((await gaps()).map(({ reason }) => reason)).toEqual([
      'The key was revoked.',
    ]);
  });
});
