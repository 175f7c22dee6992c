import type { Knex } from 'knex';
import {
  SeatRecord,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import {
  answer,
  clearStale,
  createHarness,
  dump,
  OPEN_END,
  seatRecord,
  seatSource,
  staleDays,
} from './__testUtils__/harness';

jest.setTimeout(60_000);

async function start(knex: Knex) {
  const harness = createHarness(knex, '2026-03-10T12:00:00.000Z');
  let list: (SeatRecord | UnreadableRecord)[] = [];
  const source = seatSource(async () =>
    list.length > 0
      ? answer<SeatRecord>(list)
      : { state: 'empty', reason: 'no seats' },
  );
  const look = async (
    day: string,
    seats: (SeatRecord | UnreadableRecord)[],
  ) => {
    harness.clock.at = `${day}T12:00:00.000Z`;
    list = seats;
    await harness.collector.collect(source, new AbortController().signal);
    return (await dump(knex)).seats.map(
      (row: { account: string; valid_from: string; valid_to: string }) =>
        `${row.account} ${row.valid_from}..${
          row.valid_to === OPEN_END ? '' : row.valid_to
        }`,
    );
  };
  return { harness, look };
}

describeOnEachDatabase('SeatStore', init => {
  it('takes a seat of unknown creation as held since the first list that has it', async () => {
    const { look } = await start(await init());
    const ada = seatRecord('ada', null);
    const bob = seatRecord('bob', null);
    expect(await look('2026-03-10', [ada, bob])).toEqual([
      'ada 2026-03-10..',
      'bob 2026-03-10..',
    ]);
    const later = ['ada 2026-03-10..', 'bob 2026-03-10..2026-03-14'];
    expect(await look('2026-03-14', [ada])).toEqual(later);
    expect(await look('2026-03-14', [ada])).toEqual(later);
    expect(await look('2026-03-20', [ada, bob])).toEqual([
      ...later,
      'bob 2026-03-20..',
    ]);
  });

  it('turns lists into dated ranges and counts seats that nobody holds', async () => {
    const knex = await init();
    const { look } = await start(knex);
    const first = [
      seatRecord('Ada', '2026-01-05'),
      seatRecord('bob', '2026-02-01'),
      seatRecord(null, '2026-02-01'),
      seatRecord('ada', '2026-02-20'),
    ];
    expect(await look('2026-03-10', first)).toEqual([
      'ada 2026-01-05..',
      'bob 2026-02-01..',
    ]);
    expect((await dump(knex)).snapshots).toEqual([
      expect.objectContaining({
        day: '2026-03-10',
        total: 3,
        without_assignee: 1,
      }),
    ]);
    expect(
      await look('2026-03-12', [
        seatRecord('ada', '2026-01-05', '2026-03-31'),
        seatRecord('eve', '2026-03-11'),
      ]),
    ).toEqual([
      'ada 2026-01-05..2026-03-31',
      'bob 2026-02-01..2026-03-12',
      'eve 2026-03-11..',
    ]);
  });

  it('gives equal rows when a list is taken again, on the day and on the next', async () => {
    const knex = await init();
    const { look } = await start(knex);
    const list = [
      seatRecord('ada', '2026-01-05'),
      seatRecord('bob', '2026-02-01', '2026-04-01'),
    ];
    const first = await look('2026-03-10', list);
    expect(await look('2026-03-10', [...list].reverse())).toEqual(first);
    expect(await look('2026-03-11', list)).toEqual(first);
  });

  it('ends nobody by an empty, a failed or an unreadable list', async () => {
    const knex = await init();
    const { look, harness } = await start(knex);
    const many = Array.from({ length: 200 }, (_, index) =>
      seatRecord(`p${index}`, '2026-01-05'),
    );
    const first = await look('2026-03-10', many);
    expect(await look('2026-03-11', [])).toEqual(first);
    // One entry of 150 cannot be read: it may be anybody's.
    const broken: UnreadableRecord = {
      type: 'unreadable',
      raw: '{',
      reason: 'cut off',
    };
    expect(await look('2026-03-12', [...many.slice(0, 150), broken])).toEqual(
      first,
    );
    expect(await look('2026-03-13', [...many.slice(0, 10), broken])).toEqual(
      first,
    );
    const failing = seatSource(async () => {
      throw new Error('cut off');
    });
    harness.clock.at = '2026-03-14T12:00:00.000Z';
    await harness.collector.collect(failing, new AbortController().signal);
    expect((await dump(knex)).seats).toHaveLength(200);
    const states = (await dump(knex)).ledger.map(
      (row: { state: string }) => row.state,
    );
    expect(states).toEqual(['fetched', 'empty', 'fetched', 'failed', 'failed']);
    expect(await look('2026-03-15', many.slice(0, 150))).toContain(
      'p150 2026-01-05..2026-03-15',
    );
  });

  it('asks for work on the days whose licences changed, and on those a list speaks of first', async () => {
    const knex = await init();
    const { look, harness } = await start(knex);
    await look('2026-03-08', [seatRecord('ada', '2026-01-05')]);
    // Nothing was collected for any day before the first list.
    expect(await staleDays(harness)).toEqual(['2026-03-08']);
    await clearStale(knex);
    await look('2026-03-08', [seatRecord('ada', '2026-01-05')]);
    expect(await staleDays(harness)).toEqual([]);
    await look('2026-03-11', [seatRecord('ada', '2026-01-05')]);
    expect(await staleDays(harness)).toEqual([
      '2026-03-11',
      '2026-03-10',
      '2026-03-09',
    ]);
    await clearStale(knex);
    await look('2026-03-11', [
      seatRecord('ada', '2026-01-05'),
      seatRecord('bob', '2026-03-10'),
    ]);
    expect(await staleDays(harness)).toEqual(['2026-03-11', '2026-03-10']);
  });

  it('lets each source of a tool speak of its own seats alone', async () => {
    const knex = await init();
    const harness = createHarness(knex, '2026-03-10T12:00:00.000Z');
    const look = async (org: string, day: string, ...seats: SeatRecord[]) => {
      harness.clock.at = `${day}T12:00:00.000Z`;
      await harness.collector.collect(
        seatSource(async () => answer<SeatRecord>(seats), {
          id: `copilot-seats-${org}`,
        }),
        new AbortController().signal,
      );
    };
    const ada = seatRecord('ada', '2026-01-05');
    const bob = seatRecord('bob', '2026-02-01');
    await look('one', '2026-03-10', ada, bob);
    await look('two', '2026-03-10', seatRecord('ada', '2026-03-01'));
    await look('one', '2026-03-11', bob);
    const ranges = async () =>
      (await dump(knex)).seats.map(
        (row: { account: string; valid_from: string; valid_to: string }) => [
          row.account,
          row.valid_from,
          row.valid_to,
        ],
      );
    const expected = [
      ['ada', '2026-01-05', '2026-03-11'],
      ['ada', '2026-03-01', OPEN_END],
      ['bob', '2026-02-01', OPEN_END],
    ];
    expect(await ranges()).toEqual(expected);
    await look('two', '2026-03-11', seatRecord('ada', '2026-03-01'));
    await look('one', '2026-03-11', bob);
    expect(await ranges()).toEqual(expected);
  });
});
