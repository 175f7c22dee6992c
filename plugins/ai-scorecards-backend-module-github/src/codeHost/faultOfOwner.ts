import { SourceError } from 'backstage-plugin-ai-scorecards-node';

/** The fault of what an owner was asked for, with a sentence that names the owner. Throws on what is no fault of one. */
export function faultOfOwner(owner: string, error: unknown): SourceError {
  if (
    !(error instanceof SourceError) ||
    error.kind === 'unauthorised' ||
    error.kind === 'rate-limited'
  ) {
    throw error;
  }
  const sentence = `The repositories of ${owner} could not be read: ${error.message}`;
  return new SourceError(error.kind, sentence, {
    retryAfterSeconds: error.retryAfterSeconds,
    cause: error,
  });
}
