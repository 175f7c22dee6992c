import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  RowReader,
  rowsExtensionPoint,
  sourcesExtensionPoint,
} from 'backstage-plugin-ai-scorecards-node';
import aiScorecardsModuleFile from './index';

async function start(file: object | undefined) {
  const readers: RowReader[] = [];
  const addDisabledSource = jest.fn();
  await startTestBackend({
    extensionPoints: [
      [rowsExtensionPoint, { addReader: reader => readers.push(reader) }],
      [sourcesExtensionPoint, { addSource: jest.fn(), addDisabledSource }],
    ],
    features: [
      aiScorecardsModuleFile,
      mockServices.rootConfig.factory({
        data: { aiScorecards: { sources: { file } } },
      }),
    ],
  });
  return { readers, addDisabledSource };
}

describe('the file module', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rows-'));
    writeFileSync(path.join(folder, 'b.csv'), 'day,account\n');
    writeFileSync(path.join(folder, 'a.ndjson'), '{}');
    writeFileSync(path.join(folder, 'notes.txt'), 'no rows');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a folder', '', ['a.ndjson', 'b.csv']],
    ['a pattern', '*.csv', ['b.csv']],
    ['a file', 'a.ndjson', ['a.ndjson']],
    ['nothing', 'missing/*.csv', []],
  ])('lists the files of %s', async (_, pattern, names) => {
    const { readers } = await start({ path: path.join(folder, pattern) });
    const files = await readers[0].files();
    expect(files.map(({ name }) => path.basename(name))).toEqual(names);
    expect(readers[0]).toMatchObject({ configKey: 'file', tool: undefined });
  });

  it('tells a file that changed by its version', async () => {
    const file = path.join(folder, 'b.csv');
    const { readers } = await start({ path: file, tool: 'claude-code' });
    const [before] = await readers[0].files();
    expect(await before.read()).toBe('day,account\n');
    expect((await readers[0].files())[0].version).toBe(before.version);
    utimesSync(file, new Date(0), new Date(0));
    expect((await readers[0].files())[0].version).not.toBe(before.version);
    expect(readers[0].tool).toBe('resource:default/claude-code');
  });

  it('lets the portal start when the configuration is wrong, and says where', async () => {
    const { readers, addDisabledSource } = await start({ path: 7 });
    expect(readers).toEqual([]);
    expect(addDisabledSource).toHaveBeenCalledWith(
      expect.objectContaining({
        id: 'usage-files',
        path: 'aiScorecards.sources.file.path',
      }),
    );
  });

  it('does nothing without configuration', async () => {
    const { readers, addDisabledSource } = await start(undefined);
    expect(readers).toEqual([]);
    expect(addDisabledSource).not.toHaveBeenCalled();
  });
});
