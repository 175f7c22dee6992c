import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { FOCUS_DOOR, ROWS_DOOR } from './pushedSource';
import { RefusedRows } from './RefusedRows';

const FILES = {
  configKey: 'file',
  title: 'Usage files',
  kind: 'usage',
} as const;

describeOnEachDatabase('RefusedRows', init => {
  it('tells of each file and of the last push of a door, for 30 days', async () => {
    let now = '2026-11-23T12:00:00.000Z';
    const refused = new RefusedRows({
      knex: await init(),
      clock: { now: () => new Date(now) },
    });
    const rowsTo = (count: number) =>
      [...Array(count).keys()].map(i => ({ row: i + 1, faults: ['is wrong'] }));
    const of = (count: number) => ({
      refused: count,
      refusedRows: rowsTo(count),
    });
    await refused.ofFile(FILES, '/a.csv', of(12));
    await refused.ofFile(FILES, '/b.csv', of(1));
    await refused.ofFile(FILES, '/b.csv', of(0));
    now = '2026-11-24T12:00:00.000Z';
    await refused.ofPush(ROWS_DOOR, of(3));
    await refused.ofPush(ROWS_DOOR, of(2));
    await refused.ofPush(ROWS_DOOR, of(0));
    const pushed = {
      place: 'Pushed rows',
      at: now,
      refused: 2,
      rows: rowsTo(2),
    };
    expect(await refused.list()).toEqual([
      pushed,
      {
        place: '/a.csv',
        at: '2026-11-23T12:00:00.000Z',
        refused: 12,
        rows: rowsTo(10),
      },
    ]);
    now = '2026-12-24T11:00:00.000Z';
    expect(await refused.list()).toEqual([pushed]);
    await refused.ofPush(FOCUS_DOOR, of(1));
    expect((await refused.list()).map(({ place }) => place)).toEqual([
      'FOCUS bill',
      'Pushed rows',
    ]);
  });
});
