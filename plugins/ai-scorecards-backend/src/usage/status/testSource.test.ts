import { mockServices } from '@backstage/backend-test-utils';
import { SourceError } from 'backstage-plugin-ai-scorecards-node';
import { testSource } from './testSource';

const LIMIT_MS = 30;

function run(test: (signal: AbortSignal) => Promise<void>, limitMs = 5_000) {
  const logger = mockServices.logger.mock();
  const outcome = testSource(
    { title: 'Cursor', test: ({ signal }) => test(signal) },
    logger,
    limitMs,
  );
  return { outcome, logger };
}

describe('testSource', () => {
  it('says that the vendor answers', async () => {
    await expect(run(async () => undefined).outcome).resolves.toEqual({
      ok: true,
      sentence: 'Cursor answers, and the credential may read it.',
    });
  });

  it("passes on the source's own words on what is missing", async () => {
    const { outcome } = run(async () => {
      throw new SourceError('forbidden', 'The key lacks the scope usage:read.');
    });
    await expect(outcome).resolves.toEqual({
      ok: false,
      sentence: 'The key lacks the scope usage:read.',
    });
  });

  it('tells nobody the words of an unforeseen error, which may hold a credential', async () => {
    const { outcome, logger } = run(async () => {
      throw new TypeError('secret-token is not a function');
    });
    const { ok, sentence } = await outcome;
    expect(ok).toBe(false);
    expect(sentence).toContain('TypeError');
    const logged = JSON.stringify(jest.mocked(logger.warn).mock.calls);
    expect(logged).toContain('Cursor');
    expect(sentence + logged).not.toContain('secret-token');
  });

  it('ends a test that takes too long, also of a source that ignores the signal', async () => {
    let signal: AbortSignal | undefined;
    const { outcome } = run(given => {
      signal = given;
      return new Promise(() => {});
    }, LIMIT_MS);
    await expect(outcome).resolves.toEqual({
      ok: false,
      sentence: 'Cursor did not answer within 1 second.',
    });
    expect(signal?.aborted).toBe(true);
  });
});
