import { SourceError } from '../sources/SourceError';
import { failureWithout } from './failureWithout';
import { recordsOf } from './recordsOf';

describe('recordsOf', () => {
  it('returns all records in order', async () => {
    async function* records() {
      yield 'first';
      yield 'second';
    }
    await expect(
      recordsOf({ state: 'data', records: records() }),
    ).resolves.toEqual(['first', 'second']);
  });

  it('throws where there is nothing', async () => {
    await expect(
      recordsOf({ state: 'empty', reason: 'a holiday' }),
    ).rejects.toThrow('There is nothing: a holiday');
  });
});

describe('failureWithout', () => {
  const failureOf = failureWithout(/key-\d+/);

  it('returns the error of a source', async () => {
    const error = new SourceError('forbidden', 'No scope');
    await expect(failureOf(Promise.reject(error))).resolves.toBe(error);
  });

  it.each([
    ['nothing fails', Promise.resolve(), /did not fail/],
    ['it fails otherwise', Promise.reject(new Error('x')), /something else/],
    [
      'the error tells a secret',
      Promise.reject(new SourceError('forbidden', 'key-7 may not')),
      /tells a secret/,
    ],
  ])('throws where %s', async (_, promise, message) => {
    await expect(failureOf(promise)).rejects.toThrow(message);
  });
});
