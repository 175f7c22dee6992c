import { mockServices } from '@backstage/backend-test-utils';
import type { RowReader } from 'backstage-plugin-ai-scorecards-node';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { createPushHarness } from './__testUtils__/pushes';
import { PushError } from './http/PushError';
import { RefusedRows } from './RefusedRows';
import { RowFiles } from './RowFiles';
import { FileAnswer, RowIntake } from './RowIntake';

const ANSWER: FileAnswer['answer'] = {
  outcome: 'accepted',
  accepted: 1,
  duplicates: 0,
  refused: 0,
  refusedRows: [],
  unknownTools: [],
};

describeOnEachDatabase('RowFiles', init => {
  it('reads a file again when it changed, and one that could not be read, and names none in the log', async () => {
    const logger = mockServices.logger.mock();
    const take = jest.fn(
      async (..._: Parameters<RowIntake['takeFile']>): Promise<FileAnswer> => ({
        answer: ANSWER,
        freed: false,
      }),
    );
    let version = '1';
    const reader: RowReader = {
      title: 'Usage files',
      configKey: 'file',
      tool: 'resource:default/windsurf',
      files: async () => [
        { name: '/a.csv', format: 'csv', version, read: async () => 'rows' },
      ],
    };
    const knex = await init();
    const clock = fixedClock('2026-11-23T12:00:00.000Z');
    const refused = new RefusedRows({ knex, clock });
    const told = async () =>
      (await refused.list()).map(each => [each.place, each.refused, each.rows]);
    const files = new RowFiles({
      knex,
      clock,
      refused,
      logger,
      scheduler: mockServices.scheduler.mock(),
      readers: () => [reader],
      rows: { takeFile: take },
      bills: { take: jest.fn() },
    });
    take.mockRejectedValueOnce(new PushError(400, 'not CSV'));
    await files.read(reader);
    expect(logger.warn).toHaveBeenCalledWith(
      'A file of file was not read; "Refused rows" for operators says which and why',
    );
    expect(await told()).toEqual([
      ['/a.csv', 0, [{ row: null, faults: ['not CSV'] }]],
    ]);
    await files.read(reader);
    await files.read(reader);
    expect(await told()).toEqual([]);
    expect(take).toHaveBeenCalledTimes(2);
    expect(take).toHaveBeenLastCalledWith(
      { configKey: 'file', title: 'Usage files', kind: 'usage' },
      'rows',
      'csv',
      {
        file: { name: '/a.csv', others: [] },
        tool: 'resource:default/windsurf',
      },
    );
    version = '2';
    take.mockResolvedValueOnce({
      answer: {
        ...ANSWER,
        refused: 1,
        refusedRows: [{ row: 3, faults: ['day is wrong', 'tool is missing'] }],
      },
      freed: false,
    });
    await files.read(reader);
    expect(logger.warn).toHaveBeenLastCalledWith(
      '1 rows of a file of file were refused; "Refused rows" for operators says which and why',
    );
    expect(await told()).toEqual([
      ['/a.csv', 1, [{ row: 3, faults: ['day is wrong', 'tool is missing'] }]],
    ]);
    await files.read(reader, AbortSignal.abort());
    expect(take).toHaveBeenCalledTimes(3);
  });
});

describeOnEachDatabase('A file that is a bill', init => {
  it('is taken as one, once a day, and what is refused of it is told of', async () => {
    const knex = await init();
    const refusedRows = [{ row: 2, faults: ['BilledCost must be a number'] }];
    const bills = {
      take: jest.fn(async () => ({ ...ANSWER, refused: 1, refusedRows })),
    };
    const rows = { takeFile: jest.fn() };
    let at = '2026-11-23T12:00:00.000Z';
    const clock = { now: () => new Date(at) };
    const refused = new RefusedRows({ knex, clock });
    const bill = 'BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd';
    const files = new RowFiles({
      knex,
      clock,
      refused,
      logger: mockServices.logger.mock(),
      scheduler: mockServices.scheduler.mock(),
      readers: () => [],
      rows,
      bills,
    });
    const reader: RowReader = {
      title: 'Usage files',
      configKey: 'file',
      tool: undefined,
      files: async () => [
        {
          name: '/bill.csv',
          format: 'csv',
          version: '1',
          read: async () => bill,
        },
      ],
    };
    await files.read(reader);
    await files.read(reader);
    expect(bills.take).toHaveBeenCalledTimes(1);
    at = '2026-11-24T00:01:00.000Z';
    await files.read(reader);
    await files.read(reader);
    expect(bills.take).toHaveBeenCalledTimes(2);
    expect(bills.take).toHaveBeenCalledWith(bill);
    expect(rows.takeFile).not.toHaveBeenCalled();
    expect((await refused.list()).map(each => [each.place, each.rows])).toEqual(
      [['/bill.csv', refusedRows]],
    );
  });
});

describeOnEachDatabase('Two files with the same id', init => {
  const HEADER = 'tool,day,account,id,sessions';
  const line = (id: string, sessions: number, day = '2026-11-20') =>
    `windsurf,${day},ada@example.com,${id},${sessions}`;

  async function folder(given: Record<string, string[]>) {
    const knex = await init();
    const { intake, aggregator, clock } = createPushHarness(knex);
    const contents = new Map(Object.entries(given));
    const reader: RowReader = {
      title: 'Usage files',
      configKey: 'file',
      tool: undefined,
      files: async () =>
        [...contents].sort().map(([name, rows]) => ({
          name,
          format: 'csv' as const,
          version: rows.join(),
          read: async () => [HEADER, ...rows].join('\n'),
        })),
    };
    const refused = new RefusedRows({ knex, clock });
    const files = new RowFiles({
      knex,
      clock,
      refused,
      logger: mockServices.logger.mock(),
      scheduler: mockServices.scheduler.mock(),
      readers: () => [reader],
      rows: new RowIntake({
        intake,
        clock,
        currency: 'USD',
        retentionDays: 800,
        knownTools: async () => new Map(),
      }),
      bills: { take: jest.fn() },
    });
    return {
      contents,
      /** Reads the folder; returns the day's sessions and what was refused, by file. */
      async read(): Promise<[number, string[]]> {
        await files.read(reader);
        await aggregator.run();
        const sum = await knex('usage_facts').sum({ all: 'sessions' }).first();
        const told = await refused.list();
        return [
          Number(sum?.all),
          told.map(({ place, rows }) => `${place} ${rows[0].row}`).sort(),
        ];
      },
    };
  }

  it('count once, and say so where they say different things', async () => {
    const { contents, read } = await folder({
      'a.csv': [line('run', 5)],
      'b.csv': [line('other', 1), line('run', 7)],
    });
    expect(await read()).toEqual([6, ['b.csv 3']]);
    expect(await read()).toEqual([6, ['b.csv 3']]);
    // The first corrects itself; the second stays told of.
    contents.set('a.csv', [line('run', 6)]);
    expect(await read()).toEqual([7, ['b.csv 3']]);
    // Both say the same: nothing to tell of.
    contents.set('b.csv', [line('other', 1), line('run', 6)]);
    expect(await read()).toEqual([7, []]);
  });

  it('lose nothing when the one that counts is out of its file, or the file is gone', async () => {
    const { contents, read } = await folder({
      'a.csv': [line('run', 5), line('walk', 2)],
      'b.csv': [line('run', 7), line('walk', 2)],
    });
    expect(await read()).toEqual([7, ['b.csv 2']]);
    contents.set('a.csv', [line('run', 5)]);
    expect(await read()).toEqual([7, ['b.csv 2']]);
    contents.set('a.csv', [line('last', 1)]);
    expect(await read()).toEqual([10, []]);
    contents.set('c.csv', [line('last', 4)]);
    expect(await read()).toEqual([10, ['c.csv 2']]);
    // What was read of a file that is gone stays, until another says it anew.
    contents.delete('a.csv');
    expect(await read()).toEqual([13, []]);
    contents.delete('c.csv');
    expect(await read()).toEqual([13, []]);
  });

  it('are of one day and tool: the same id of another day is another row', async () => {
    const { read } = await folder({
      'a.csv': [line('run', 5)],
      'b.csv': [line('run', 7, '2026-11-21')],
    });
    expect(await read()).toEqual([12, []]);
  });
});
