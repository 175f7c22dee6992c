import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { Response } from 'express';
import { PushError } from './PushError';

/** Seconds after which what failed here is worth another try. */
const RETRY_AFTER_FAULT = 30;

/**
 * What to tell a sender whose push failed, with the headers of it set. A fault that is ours is told as one to come back
 * after, where 500 would have the push thrown away.
 */
export function refusal(
  error: unknown,
  response: Response,
  logger: LoggerService,
): PushError {
  const told = error instanceof PushError ? error : ownFault(error, logger);
  if (told.retryAfter !== undefined) {
    response.setHeader('retry-after', String(told.retryAfter));
  }
  // The rest of a body that stopped coming is not waited for.
  if (told.statusCode === 408) response.setHeader('connection', 'close');
  return told;
}

function ownFault(error: unknown, logger: LoggerService): PushError {
  const name = isError(error) ? error.name : typeof error;
  const code = isError(error) && 'code' in error ? ` ${error.code}` : '';
  // Not in the error's own words, which may name people.
  logger.error(
    `A push could not be taken: ${name}${code}. Its sender was asked to try again`,
  );
  return new PushError(
    503,
    'The portal could not take this now: send the same again later',
    { retryAfter: RETRY_AFTER_FAULT },
  );
}
