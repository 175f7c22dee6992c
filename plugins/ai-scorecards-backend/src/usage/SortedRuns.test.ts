import fs from 'node:fs';
import os from 'node:os';
import fc from 'fast-check';
import { SortedRuns } from './SortedRuns';

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
        fc.array(fc.uniqueArray(fc.string({ unit: 'binary' })), {
          minLength: 1,
          maxLength: 6,
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

  it('leaves no file behind, not even while it is read', async () => {
    const files = () =>
      fs.readdirSync(os.tmpdir()).filter(name => /^ai-scorecards-/.test(name));
    const before = files();
    const sorted = runs();
    await sorted.putAside([{ key: 'ada@example.com', from: [0] }]);
    expect(files()).toEqual(before);
    sorted.finish([]);
    expect(await all(sorted)).toHaveLength(1);
    await sorted.close();
    expect(files()).toEqual(before);
  });
});
