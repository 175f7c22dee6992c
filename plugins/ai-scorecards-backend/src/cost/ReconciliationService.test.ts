import { daysOfMonth } from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { fixedClock } from '../clock';
import { worldConfig } from '../scorecards/refresh/__testUtils__/world';
import { LedgerEntry } from '../usage/dayState';
import { ledgerEntry } from '../usage/__testUtils__/ledger';
import { sourceOf, storeSource } from '../usage/status/__testUtils__/store';
import { MoneyStore } from './MoneyStore';
import { ReconciliationService } from './ReconciliationService';

const source = sourceOf();

function daysAs(month: string, state: LedgerEntry['state']): LedgerEntry[] {
  return daysOfMonth(month).map(day =>
    ledgerEntry({
      day,
      state,
      rows: state === 'fetched' ? 1 : 0,
      fetchedAt: '2026-11-15T00:00:00.000Z',
    }),
  );
}

const serviceOf = (
  knex: Knex,
  sources: readonly Source[],
  config = worldConfig(5),
) =>
  new ReconciliationService({
    knex,
    config,
    clock: fixedClock('2026-11-16T05:00:00Z'),
    sources: () => sources,
  });

/** A bill of purchases alone, of as many dollars on the first of September, that was pushed. Returns the tool's id. */
async function pushPurchases(knex: Knex, exact: string): Promise<number> {
  const focus = sourceOf({
    kind: 'cost',
    id: 'focus:cursor',
    configKey: 'focus',
  });
  const { id, toolId } = await storeSource(
    knex,
    { ...focus, pushed: true },
    daysAs('2026-09', 'fetched').map(day => ({ ...day, exactUsage: null })),
  );
  await knex('cost_facts').insert({
    source_id: id,
    tool_id: toolId,
    exact,
    day: '2026-09-01',
    line: 0,
    micros: 3e6,
    left_out: true,
  });
  return toolId;
}

/** Months of which nothing but a zero is stored: there is nobody's money in them. */
async function linesOf(
  knex: Knex,
  months: readonly string[],
  entries: readonly LedgerEntry[],
) {
  const { toolId } = await storeSource(knex, source, entries);
  const money = new MoneyStore(knex);
  for (const month of months) {
    await money.replaceMonth(
      knex,
      month,
      [],
      [{ toolId, kind: 'usage', bucket: '', micros: 0, holders: 0 }],
    );
  }
  return serviceOf(knex, [source]).lines({});
}

describeOnEachDatabase('ReconciliationService', init => {
  it('has no figures of a month that the vendor has no data of', async () => {
    const lines = await linesOf(
      await init(),
      ['2026-09'],
      daysAs('2026-09', 'no-data'),
    );
    expect(lines).toEqual([
      expect.objectContaining({
        month: '2026-09',
        state: 'no-data',
        totalMicros: null,
        teamsMicros: null,
        buckets: [],
        complete: true,
      }),
    ]);
  });

  it('has no line of a month that nobody asked for', async () => {
    expect(await linesOf(await init(), ['2026-09'], [])).toEqual([]);
  });

  it('tells a zero where the vendor told of the month', async () => {
    const lines = await linesOf(
      await init(),
      ['2026-09'],
      daysAs('2026-09', 'fetched'),
    );
    expect(lines).toEqual([
      expect.objectContaining({
        state: 'known',
        totalMicros: 0,
        teamsMicros: 0,
        daysKnown: 30,
      }),
    ]);
  });

  it('counts what was billed for something else beside the total', async () => {
    const knex = await init();
    const bill = sourceOf({ kind: 'cost', id: 'bill', configKey: 'bill' });
    const { id, toolId } = await storeSource(
      knex,
      bill,
      daysAs('2026-09', 'fetched'),
    );
    const line = { source_id: id, tool_id: toolId, exact: '2' };
    await knex('cost_facts').insert([
      { ...line, day: '2026-09-01', line: 0, micros: 2e6, left_out: false },
      { ...line, day: '2026-09-01', line: 1, micros: 3e6, left_out: true },
      { ...line, day: '2026-09-02', line: 0, micros: 4e6, left_out: true },
    ]);
    const [usage] = await linesOf(
      knex,
      ['2026-09'],
      daysAs('2026-09', 'fetched'),
    );
    expect(usage).toMatchObject({
      kind: 'usage',
      totalMicros: 2e6,
      leftOutMicros: 7e6,
      rounding: '0',
    });
  });

  it('names all sources of a line, is found by each, and counts days with a seat list', async () => {
    const knex = await init();
    const days = daysAs('2026-09', 'fetched');
    const bill = sourceOf({ id: 'focus', configKey: 'focus', kind: 'cost' });
    await storeSource(knex, source, days);
    await storeSource(knex, bill, days.slice(0, 3));
    const seats = {
      ...sourceOf({ id: 'seats', configKey: 'seats' }),
      kind: 'seats',
    } as typeof source;
    const { id, toolId } = await storeSource(knex, seats, []);
    for (const [day, nobody] of [
      ['2026-09-02', 5],
      ['2026-09-07', 4],
    ] as const) {
      await knex('seat_snapshots').insert({
        day,
        source_id: id,
        tool_id: toolId,
        total: 9,
        without_assignee: nobody,
      });
    }
    const money = new MoneyStore(knex);
    const row = { toolId, bucket: '', micros: 0, holders: 0 } as const;
    await money.replaceMonth(
      knex,
      '2026-09',
      [],
      [
        { ...row, kind: 'usage' },
        { ...row, kind: 'seat' },
      ],
    );
    const service = serviceOf(knex, [source, bill, seats]);
    const kinds = async (wanted: string) =>
      (await service.lines({ source: wanted })).map(line => line.kind);
    expect(await kinds('focus')).toEqual(['usage']);
    expect(await kinds('cursor')).toEqual(['usage']);
    expect(await kinds('seats')).toEqual(['seat']);
    const lines = await service.lines({});
    expect(lines).toEqual([
      expect.objectContaining({
        kind: 'seat',
        daysKnown: 2,
        complete: true,
        seatsWithoutAssignee: 4,
        notHeldMicros: null,
      }),
      expect.objectContaining({
        kind: 'usage',
        source: 'cursor',
        sources: ['cursor', 'focus'],
        seatsWithoutAssignee: null,
      }),
    ]);
  });

  it('takes purchases alone for no bill of the use, and for the cost of seats that no list prices', async () => {
    const knex = await init();
    const toolId = await pushPurchases(knex, '3.0000004');
    const seats = expect.objectContaining({
      kind: 'seat',
      source: 'focus',
      sources: ['focus'],
      state: 'known',
      complete: true,
      daysKnown: 1,
      totalMicros: 3e6,
      teamsMicros: 0,
      buckets: [{ bucket: 'billed-without-person', micros: 3e6 }],
      priceSource: 'invoice',
      rounding: '0.0000004',
      leftOutMicros: null,
    });
    expect(await linesOf(knex, [], [])).toEqual([seats]);
    const place = { toolId, kind: 'usage', bucket: '', micros: 5e6 } as const;
    await storeSource(knex, source, daysAs('2026-09', 'fetched'));
    await new MoneyStore(knex).replaceMonth(
      knex,
      '2026-09',
      [{ day: '2026-09-01', ...place, estimated: true }],
      [{ ...place, holders: 0 }],
    );
    expect(await linesOf(knex, [], [])).toEqual([
      seats,
      expect.objectContaining({
        totalMicros: 5e6,
        teamsMicros: 5e6,
        buckets: [],
        leftOutMicros: null,
        priceSource: 'estimate',
        daysKnown: 30,
      }),
    ]);
  });

  it('leaves purchases out where seats are listed and priced, and says so without data too', async () => {
    const knex = await init();
    const toolId = await pushPurchases(knex, '3');
    const seat = { toolId, kind: 'seat', bucket: '', holders: 0 } as const;
    await new MoneyStore(knex).replaceMonth(
      knex,
      '2026-09',
      [],
      [{ ...seat, micros: 2e6 }],
    );
    expect(await linesOf(knex, [], [])).toEqual([
      expect.objectContaining({
        kind: 'seat',
        totalMicros: 2e6,
        priceSource: 'list',
      }),
      expect.objectContaining({
        kind: 'usage',
        state: 'no-data',
        totalMicros: null,
        leftOutMicros: 3e6,
      }),
    ]);
  });

  it('counts what is reported twice once, and says so beside the total', async () => {
    const knex = await init();
    const days = daysAs('2026-09', 'fetched');
    const { id, toolId } = await storeSource(knex, source, [
      { ...days[0], exactUsage: '5.5' },
      ...days.slice(1),
    ]);
    const fact = {
      day: '2026-09-01',
      tool_id: toolId,
      source_id: id,
      active: true,
      usage_micros: 2_500_000,
    };
    await knex('usage_facts').insert([
      { ...fact, identity_id: 1, taken: true },
      { ...fact, identity_id: 2, usage_micros: 3_000_000, taken: false },
    ]);
    const money = new MoneyStore(knex);
    await money.replaceMonth(
      knex,
      '2026-09',
      [
        {
          day: '2026-09-01',
          toolId,
          kind: 'usage',
          bucket: '',
          micros: 2_500_000,
          estimated: false,
        },
      ],
      [{ toolId, kind: 'usage', bucket: '', micros: 2_500_000, holders: 0 }],
    );
    const [line] = await serviceOf(knex, [source]).lines({});
    expect(line).toMatchObject({
      totalMicros: 2_500_000,
      teamsMicros: 2_500_000,
      reportedTwiceMicros: 3_000_000,
      bySource: [
        {
          source: line.source,
          countedMicros: 2_500_000,
          reportedTwiceMicros: 3_000_000,
        },
      ],
      rounding: '0',
      priceSource: 'invoice',
      partsPriceSource: 'invoice',
    });
  });

  it.each([
    ['2026-09-02', 'invoice'],
    ['2026-09-03', 'estimate'],
  ])(
    'has a total by invoice where a bill covers every estimate, as on %s: %s',
    async (day, priceSource) => {
      const knex = await init();
      const bill = sourceOf({ kind: 'cost', id: 'bill', configKey: 'bill' });
      const { id, toolId } = await storeSource(knex, bill, [
        ledgerEntry({ day: '2026-09-02', exactUsage: '3' }),
      ]);
      await storeSource(knex, source, daysAs('2026-09', 'fetched'));
      await knex('cost_facts').insert({
        source_id: id,
        tool_id: toolId,
        exact: '3',
        day: '2026-09-02',
        line: 0,
        micros: 3e6,
        left_out: false,
      });
      const place = { toolId, kind: 'usage', bucket: '', micros: 5e6 } as const;
      const value = { ...place, kind: 'value' } as const;
      await new MoneyStore(knex).replaceMonth(
        knex,
        '2026-09',
        [
          { day: '2026-09-01', ...place, estimated: false },
          { day, ...place, estimated: true },
          { day, ...value, estimated: false },
        ],
        [
          { ...place, micros: 1e7, holders: 0 },
          { ...value, holders: 0 },
        ],
      );
      expect(await linesOf(knex, [], [])).toEqual([
        expect.objectContaining({ priceSource, partsPriceSource: 'estimate' }),
        expect.objectContaining({
          priceSource: 'list',
          partsPriceSource: 'list',
          // The bill tells nothing of what use is worth.
          sources: [source.configKey],
        }),
      ]);
    },
  );

  it('takes a day that two doors bill from the first, and tells a bill beside it once', async () => {
    const knex = await init();
    const bills = ['first', 'second'].map(configKey =>
      sourceOf({ kind: 'cost', id: `${configKey}-bill`, configKey }),
    );
    const [billed] = daysAs('2026-09', 'fetched');
    const rows = sourceOf({ id: 'first-rows', configKey: 'first' });
    const ofRows = await storeSource(knex, rows, [billed]);
    // The bill beside is what its door's rows come to.
    await knex('usage_facts').insert({
      day: '2026-09-01',
      tool_id: ofRows.toolId,
      source_id: ofRows.id,
      identity_id: 1,
      active: true,
      usage_micros: 1_500_000,
      taken: false,
    });
    for (const [index, bill] of bills.entries()) {
      const { id, toolId } = await storeSource(knex, bill, [billed]);
      await knex('cost_facts').insert({
        day: '2026-09-01',
        source_id: id,
        tool_id: toolId,
        line: 0,
        micros: (index + 2) * 1e6,
        exact: String(index + 2),
      });
    }
    const precedence = { tools: {}, configured: ['second', 'first'] };
    const [line] = await serviceOf(knex, [...bills, rows], {
      ...worldConfig(5),
      precedence,
    }).lines({});
    expect(line).toMatchObject({
      totalMicros: 3e6,
      reportedTwiceMicros: 2e6,
      bySource: [
        { source: 'second', countedMicros: 3e6, reportedTwiceMicros: 0 },
        { source: 'first', countedMicros: 0, reportedTwiceMicros: 2e6 },
      ],
      rounding: '0',
    });
  });
});
