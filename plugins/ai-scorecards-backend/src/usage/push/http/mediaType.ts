import type { IncomingMessage } from 'node:http';

/** The media type of a body without its parameters, in lower case; empty when none is given. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '')
    .split(';')[0]
    .trim()
    .toLowerCase();
}
