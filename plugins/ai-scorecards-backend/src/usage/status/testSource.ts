import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Source, SourceError } from 'backstage-plugin-ai-scorecards-node';
import { counted } from './words';

/** Asks a vendor once whether the source may read. Tells what is missing in a sentence; never throws. */
export async function testSource(
  source: Pick<Source, 'title' | 'test'>,
  logger: LoggerService,
  limitMs: number,
): Promise<{ ok: boolean; sentence: string }> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // A source that ignores the signal must not keep the operator waiting either.
  const limit = new Promise<'late'>(resolve => {
    timer = setTimeout(() => resolve('late'), limitMs);
  });
  try {
    const outcome = await Promise.race([
      source.test({ signal: abort.signal, logger }),
      limit,
    ]);
    return outcome === 'late'
      ? {
          ok: false,
          sentence: `${source.title} did not answer within ${counted(
            Math.ceil(limitMs / 1000),
            'second',
          )}.`,
        }
      : {
          ok: true,
          sentence: `${source.title} answers, and the credential may read it.`,
        };
  } catch (error) {
    if (error instanceof SourceError) {
      return { ok: false, sentence: error.message };
    }
    // The words of an unexpected error are for the log: they may hold an address or a part of an answer.
    logger.warn(
      `${source.title} could not be tested: ${stringifyError(error)}`,
    );
    return {
      ok: false,
      sentence: `${source.title} could not be tested; the log of the backend says why.`,
    };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}
