import { SourceError } from '../sources/SourceError';
import { Attempt, defaultRetryPolicy, retrying } from './retrying';

function setUp(outcomes: Attempt<string>[]) {
  const waits: number[] = [];
  const attempt = jest.fn(async () => outcomes.shift() ?? { done: 'fine' });
  const run = (signal = new AbortController().signal) =>
    retrying(attempt, {
      policy: defaultRetryPolicy,
      wait: async milliseconds => {
        waits.push(milliseconds);
      },
      signal,
    });
  return { waits, attempt, run };
}

const failed = (retryAfterSeconds?: number): Attempt<string> => ({
  again: new SourceError('unavailable', 'It failed', { retryAfterSeconds }),
});

describe('retrying', () => {
  it('backs off more each time', async () => {
    const { run, waits } = setUp([failed(), failed(), failed()]);
    await expect(run()).resolves.toBe('fine');
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  it('gives up after the last attempt', async () => {
    const { run, attempt } = setUp([failed(), failed(), failed(), failed()]);
    await expect(run()).rejects.toThrow('It failed');
    expect(attempt).toHaveBeenCalledTimes(4);
  });

  it('waits as long as the vendor asks', async () => {
    const { run, waits } = setUp([failed(7), failed(0)]);
    await expect(run()).resolves.toBe('fine');
    expect(waits).toEqual([7000, 0]);
  });

  it('does not wait longer than allowed, and passes on how long it should', async () => {
    const { run, waits } = setUp([failed(61)]);
    await expect(run()).rejects.toMatchObject({ retryAfterSeconds: 61 });
    expect(waits).toEqual([]);
  });

  it('attempts nothing once aborted', async () => {
    const { run, attempt } = setUp([]);
    await expect(run(AbortSignal.abort(new Error('over')))).rejects.toThrow(
      'over',
    );
    expect(attempt).not.toHaveBeenCalled();
  });
});
