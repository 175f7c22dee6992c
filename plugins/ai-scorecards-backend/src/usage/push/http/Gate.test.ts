import { Gate } from './Gate';

const FULL = { statusCode: 429, retryAfter: 2 };
const body = async () => Buffer.from('a');

/** Work that ends when told to. */
function work() {
  let end = (_: string) => {};
  const done = new Promise<string>(resolve => {
    end = resolve;
  });
  return { take: () => done, end };
}

describe('Gate', () => {
  it('lets so many in at a time, makes others wait in their order, and turns away whoever is too many', async () => {
    const gate = new Gate({ atOnce: 1, waiting: 2 });
    const order: string[] = [];
    const first = work();
    const enter = (name: string) =>
      gate.pass(body, async () => {
        order.push(name);
      });
    const inside = gate.pass(body, first.take);
    const waiting = [enter('b'), enter('c')];
    await expect(enter('d')).rejects.toMatchObject(FULL);
    expect(order).toEqual([]);
    first.end('a');
    expect(await inside).toBe('a');
    await Promise.all(waiting);
    expect(order).toEqual(['b', 'c']);
    await expect(
      gate.pass(body, () => Promise.reject(new Error('failed'))),
    ).rejects.toThrow('failed');
    expect(await gate.pass(body, async () => 'in')).toBe('in');
  });

  it('keeps nobody out for bodies that are still on their way', async () => {
    const gate = new Gate({ atOnce: 1, waiting: 0 });
    const never = () => new Promise<Buffer>(() => {});
    for (let i = 0; i < 10; i++) gate.pass(never, async () => '');
    expect(await gate.pass(body, async () => 'in')).toBe('in');
  });

  it('holds so many bytes in all, and gives them back whatever comes of them', async () => {
    const gate = new Gate({ bytes: 10 });
    const bytes = (count: number) => async (hold: (bytes: number) => void) => {
      hold(count);
      return Buffer.alloc(count);
    };
    const slow = work();
    const inside = gate.pass(bytes(6), slow.take);
    await expect(
      gate.pass(bytes(5), async () => 'too much'),
    ).rejects.toMatchObject(FULL);
    expect(await gate.pass(bytes(4), async () => 'in')).toBe('in');
    slow.end('');
    await inside;
    await expect(
      gate.pass(
        async hold => {
          hold(9);
          throw new Error('gone');
        },
        async () => '',
      ),
    ).rejects.toThrow('gone');
    expect(await gate.pass(bytes(10), async () => 'in')).toBe('in');
  });
});
