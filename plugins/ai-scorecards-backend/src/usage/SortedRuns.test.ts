import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { SortedRuns } from './SortedRuns';
import { readFault } from './sourceFault';

interface Item {
  key: string;
  from: number[];
}

function runs() {
  return new SortedRuns<Item>({
    keyOf: ({ key }) => key,
    join: (a, b) => ({ key: a.key, from: [...a.from, ...b.from] }),
  });
}

async function all(sorted: SortedRuns<Item>, size = 3): Promise<Item[]> {
  const items: Item[] = [];
  for await (const piece of sorted.read(size)) items.push(...piece);
  return items;
}

describe('SortedRuns', () => {
  it('gives every key once, in order, joined in the order of runs, as often as it is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 2 })), {
          minLength: 1,
          // More than are joined to one of the next level.
          maxLength: 40,
        }),
        async given => {
          const sorted = runs();
          const itemsOf = (run: number) =>
            given[run].map(key => ({ key, from: [run] }));
          for (let run = 0; run < given.length - 1; run++) {
            await sorted.putAside(itemsOf(run));
          }
          sorted.finish(itemsOf(given.length - 1));
          const wanted = [...new Set(given.flat())].sort().map(key => ({
            key,
            from: given.flatMap((run, n) => (run.includes(key) ? [n] : [])),
          }));
          expect(await all(sorted)).toEqual(wanted);
          expect(await all(sorted, 1)).toEqual(wanted);
          await sorted.close();
        },
      ),
    );
  });

  it('reads runs of many blocks', async () => {
    const sorted = runs();
    const itemsOf = (run: number, step: number) =>
      Array.from({ length: 2_000 }, (_, n) => ({
        key: String(n * step).padStart(6, '0'),
        from: [run],
      }));
    await sorted.putAside(itemsOf(0, 2));
    await sorted.putAside(itemsOf(1, 3));
    sorted.finish(itemsOf(2, 5));
    const items = await all(sorted, 700);
    const keys = new Set(
      [2, 3, 5].flatMap((step, run) =>
        itemsOf(run, step).map(({ key }) => key),
      ),
    );
    expect(items.map(({ key }) => key)).toEqual([...keys].sort());
    expect(items[1].from).toEqual([0]);
    expect(items.find(({ key }) => key === '000030')?.from).toEqual([0, 1, 2]);
    await sorted.close();
  });

  describe('in a folder of its own', () => {
    let folder: string;

    beforeEach(() => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'runs-'));
      jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
    });

    afterEach(() => {
      jest.restoreAllMocks();
      fs.rmSync(folder, { recursive: true, force: true });
    });

    it('leaves no file behind, not even while it is read', async () => {
      const sorted = runs();
      await sorted.putAside([{ key: 'ada@example.com', from: [0] }]);
      expect(fs.readdirSync(folder)).toEqual([]);
      sorted.finish([]);
      expect(await all(sorted)).toHaveLength(1);
      await sorted.close();
      expect(fs.readdirSync(folder)).toEqual([]);
    });

    it('says which folder cannot be used, and nothing of what was to be written', async () => {
      fs.rmSync(folder, { recursive: true });
      const put = runs().putAside([{ key: 'ada@example.com', from: [0] }]);
      await expect(put).rejects.toThrow(`${folder}, cannot be used (ENOENT)`);
      const fault = readFault(await put.catch((error: unknown) => error));
      expect(fault.kind).toBe('unexpected');
      expect(fault.sentence).toContain(folder);
      expect(fault.sentence).not.toContain('ada');
    });
  });

  it('is not taken for shorter than it is once it is closed', async () => {
    const sorted = runs();
    await sorted.putAside([{ key: 'ada@example.com', from: [0] }]);
    sorted.finish([{ key: 'bob@example.com', from: [1] }]);
    await sorted.close();
    await expect(all(sorted)).rejects.toThrow('closed');
  });
});
