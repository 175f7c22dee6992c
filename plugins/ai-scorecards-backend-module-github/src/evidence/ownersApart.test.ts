import {
  RepositoryAnswer,
  SourceError,
} from 'backstage-plugin-ai-scorecards-node';
import { ownersApart } from './ownersApart';

const asks = ['acme/api', 'labs/app', 'acme/web', 'labs/web'].map(slug => ({
  slug,
}));

/** Reads them, where an owner fails after so many answers. */
async function read(
  faults: Record<string, { after: number; error: Error }>,
  probe: () => Promise<void> = async () => undefined,
) {
  const answers: RepositoryAnswer[] = [];
  const all = ownersApart(asks, {
    async *read(owner, own) {
      for (const [n, { slug }] of own.entries()) {
        if (faults[owner]?.after === n) throw faults[owner].error;
        yield { state: 'unchanged', slug };
      }
    },
    probe,
  });
  for await (const answer of all) answers.push(answer);
  return answers.map(it =>
    it.state === 'failed' ? `${it.slug}: ${it.reason}` : it.slug,
  );
}

describe('ownersApart', () => {
  it('reads one owner after the other', async () => {
    await expect(read({})).resolves.toEqual([
      'acme/api',
      'acme/web',
      'labs/app',
      'labs/web',
    ]);
  });

  it.each(['unavailable', 'unexpected', 'forbidden'] as const)(
    'calls failed what an owner left open that is %s',
    async kind => {
      const error = new SourceError(kind, 'it says no');
      const reason = 'The repositories of acme could not be read: it says no';
      await expect(read({ acme: { after: 1, error } })).resolves.toEqual([
        'acme/api',
        'labs/app',
        'labs/web',
        `acme/web: ${reason}`,
      ]);
    },
  );

  it.each(['unauthorised', 'rate-limited'] as const)(
    'throws what is the fault of no owner: %s',
    async kind => {
      const error = new SourceError(kind, 'it says no');
      await expect(read({ labs: { after: 0, error } })).rejects.toBe(error);
    },
  );

  it('throws when every owner fails, and names the first', async () => {
    const fault = {
      after: 1,
      error: new SourceError('unavailable', 'it says 503'),
    };
    await expect(read({ acme: fault, labs: fault })).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'The repositories of acme could not be read: it says 503',
    });
  });

  it('throws why GitHub does not answer the probe', async () => {
    const gone = new SourceError('unavailable', 'it is gone');
    const error = new SourceError('unexpected', 'it says odd things');
    await expect(
      read({ acme: { after: 0, error } }, () => Promise.reject(gone)),
    ).rejects.toBe(gone);
  });
});
