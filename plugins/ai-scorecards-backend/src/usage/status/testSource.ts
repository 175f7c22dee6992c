import { asSentence } from 'backstage-plugin-ai-scorecards-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import { readFault } from '../sourceFault';
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
    const { sentence } = readFault(error);
    logger.warn(`The test of ${source.title} failed: ${sentence}`);
    return { ok: false, sentence: asSentence(sentence) };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}
