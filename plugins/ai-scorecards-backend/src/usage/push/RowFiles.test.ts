import { mockServices } from '@backstage/backend-test-utils';
import type { RowReader } from 'backstage-plugin-ai-scorecards-node';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { PushError } from './http/PushError';
import { RefusedRows } from './RefusedRows';
import { RowFiles } from './RowFiles';
import { RowIntake } from './RowIntake';

const ANSWER: Awaited<ReturnType<RowIntake['take']>> = {
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
    const take = jest.fn(async (..._: Parameters<RowIntake['take']>) => ANSWER);
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
    const refused = new RefusedRows({
      knex,
      clock: fixedClock('2026-11-23T12:00:00.000Z'),
    });
    const told = async () =>
      (await refused.list()).map(each => [each.place, each.refused, each.rows]);
    const files = new RowFiles({
      knex,
      refused,
      logger,
      scheduler: mockServices.scheduler.mock(),
      readers: () => [reader],
      rows: { take },
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
      { file: '/a.csv', tool: 'resource:default/windsurf' },
    );
    version = '2';
    take.mockResolvedValueOnce({
      ...ANSWER,
      refused: 1,
      refusedRows: [{ row: 3, faults: ['day is wrong', 'tool is missing'] }],
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
