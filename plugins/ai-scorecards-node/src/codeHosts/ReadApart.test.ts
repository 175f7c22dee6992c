import { SourceError } from '../sources/SourceError';
import { ReadApart } from './ReadApart';

interface Answer {
  slug: string;
  reason?: string;
}

const down = new SourceError('unavailable', 'It answers 500');

/** A host that fails for some, and what it was asked. */
function host(
  isBad: (slug: string) => boolean,
  options: { fault?: Error; probe?: () => Promise<void> } = {},
) {
  const asked: string[][] = [];
  const apart = new ReadApart<{ slug: string }, Answer>({
    async *read(items) {
      asked.push(items.map(({ slug }) => slug));
      for (const { slug } of items) {
        if (isBad(slug)) throw options.fault ?? down;
        yield { slug };
      }
    },
    key: ({ slug }) => slug,
    failed: ({ slug }, reason) => ({ slug, reason }),
    probe: options.probe ?? (async () => undefined),
  });
  const read = async (...slugs: string[]) => {
    const answers: Answer[] = [];
    for await (const it of apart.read(slugs.map(slug => ({ slug })))) {
      answers.push(it);
    }
    return answers;
  };
  return { asked, read };
}

describe('ReadApart', () => {
  it('asks once while all goes well', async () => {
    const { asked, read } = host(() => false);
    await expect(read('a', 'b')).resolves.toEqual([
      { slug: 'a' },
      { slug: 'b' },
    ]);
    expect(asked).toEqual([['a', 'b']]);
  });

  it.each(['a', 'c', 'e'])(
    'answers all but the one that fails: %s',
    async bad => {
      const { read } = host(slug => slug === bad);
      const slugs = ['a', 'b', 'c', 'd', 'e'];
      const answers = await read(...slugs);
      expect(answers.map(({ slug }) => slug).sort()).toEqual(slugs);
      expect(answers.filter(({ reason }) => reason)).toEqual([
        { slug: bad, reason: 'It answers 500' },
      ]);
    },
  );

  it.each(['unexpected', 'forbidden'] as const)(
    'answers the others when one is %s',
    async kind => {
      const fault = new SourceError(kind, 'No');
      const { read } = host(slug => slug === 'b', { fault });
      await expect(read('a', 'b', 'c')).resolves.toEqual([
        { slug: 'a' },
        { slug: 'b', reason: 'No' },
        { slug: 'c' },
      ]);
    },
  );

  it.each(['unauthorised', 'rate-limited'] as const)(
    'throws what is the fault of no single one: %s',
    async kind => {
      const fault = new SourceError(kind, 'No');
      await expect(
        host(slug => slug === 'b', { fault }).read('a', 'b'),
      ).rejects.toBe(fault);
    },
  );

  it('throws on what nobody foresaw', async () => {
    const fault = new Error('A bug');
    await expect(host(() => true, { fault }).read('a')).rejects.toBe(fault);
  });

  it('throws why the host does not answer the probe', async () => {
    const gone = new SourceError('unavailable', 'It is gone');
    const { read } = host(slug => slug === 'b', {
      probe: async () => {
        throw gone;
      },
    });
    await expect(read('a', 'b')).rejects.toBe(gone);
  });

  it('throws when many fail one after the other, and not when some do now and then', async () => {
    const { read } = host(slug => slug.startsWith('bad'));
    for (let n = 0; n < 5; n += 1) await read(`bad-${n}`);
    await read('good');
    for (let n = 5; n < 10; n += 1) await read(`bad-${n}`);
    await expect(read('bad-10')).rejects.toBe(down);
  });
});
