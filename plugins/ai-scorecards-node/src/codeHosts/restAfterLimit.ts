import { RepositoryAnswer, RepositoryAsk } from '../sources/evidence';
import { SourceError } from '../sources/SourceError';

/**
 * The answers of a host. When it reaches its limit after some of them, the rest is answered as failed with the time from
 * which it can be asked again; before the first, and for every other fault, what was thrown is thrown on.
 */
export async function* restAfterLimit(
  asks: readonly Pick<RepositoryAsk, 'slug'>[],
  answers: AsyncIterable<RepositoryAnswer>,
): AsyncGenerator<RepositoryAnswer, void, void> {
  const answered = new Set<string>();
  try {
    for await (const answer of answers) {
      answered.add(answer.slug);
      yield answer;
    }
  } catch (error) {
    const limited =
      error instanceof SourceError && error.kind === 'rate-limited';
    if (!limited || answered.size === 0) {
      throw error;
    }
    for (const { slug } of asks.filter(it => !answered.has(it.slug))) {
      yield {
        state: 'failed',
        slug,
        reason: error.message,
        retryAfterSeconds: error.retryAfterSeconds,
      };
    }
  }
}
