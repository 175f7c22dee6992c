import { ResponseError } from '@backstage/errors';

/** Whether the backend refused the caller, as opposed to failing. */
export function isNotAllowed(error: Error): boolean {
  return ResponseError.is(error) && error.statusCode === 403;
}

/** Whether the backend cannot say yet, as in the first minute of a portal. */
export function isNotYet(error: Error): boolean {
  return ResponseError.is(error) && error.statusCode === 503;
}

/** What the backend said, without the client's "Request failed with 400" around it. */
export function messageOf(error: Error): string {
  return ResponseError.is(error) ? error.cause.message : error.message;
}
